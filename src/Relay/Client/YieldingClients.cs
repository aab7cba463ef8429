using Weir.Ground.Check;
using Weir.Ground.Memory;
using Weir.Relay.Stream;

namespace Weir.Relay.Client;

/// <summary>
/// Clients whose exchange could go on at once and that gave way to others, in the order in which they did: a
/// line threaded through the connections' own records.
/// </summary>
internal sealed class YieldingClients
{
    private readonly NativeTable<ConnectionState> _connections;
    private int _first = -1;
    private int _last = -1;

    public YieldingClients(NativeTable<ConnectionState> connections) => _connections = connections;

    public int Count { get; private set; }

    /// <summary>At the end of the line; nothing changes for one that stands in it.</summary>
    public void Add(int fd)
    {
        ref ConnectionState client = ref _connections[fd];
        Must.Hold(client.Side == Side.Client);
        if (client.Has(ConnectionFlags.Yielding))
        {
            return;
        }

        client.Flags |= ConnectionFlags.Yielding;
        client.Next = -1;
        client.Previous = _last;
        if (_last >= 0)
        {
            _connections[_last].Next = fd;
        }
        else
        {
            _first = fd;
        }

        _last = fd;
        Count++;
    }

    /// <summary>The one that gave way first, taken out of the line; -1: nobody has.</summary>
    public int Take()
    {
        int fd = _first;
        if (fd >= 0)
        {
            Remove(fd);
        }

        return fd;
    }

    /// <summary>For a client that goes; one that does not stand in the line is left alone.</summary>
    public void Remove(int fd)
    {
        ref ConnectionState client = ref _connections[fd];
        if (!client.Has(ConnectionFlags.Yielding))
        {
            return;
        }

        if (client.Previous >= 0)
        {
            _connections[client.Previous].Next = client.Next;
        }
        else
        {
            Must.Hold(_first == fd);
            _first = client.Next;
        }

        if (client.Next >= 0)
        {
            _connections[client.Next].Previous = client.Previous;
        }
        else
        {
            Must.Hold(_last == fd);
            _last = client.Previous;
        }

        client.Flags &= ~ConnectionFlags.Yielding;
        Count--;
    }
}
