namespace Weir.Model.Draft;

internal enum ProxyKind
{
    Defaults,
    Frontend,
    Listen,
    Backend,
}
