namespace Weir.Model.Counts;

/// <summary>
/// How long requests took, in milliseconds: sums over the latest <see cref="Window"/> of them, of which each
/// newer one pushes out a mean share. Sums of several workers add up; divided by their count they are the
/// mean.
/// </summary>
public struct Timings
{
    /// <summary>HAProxy's figure (manual, <c>qtime</c>).</summary>
    internal const int Window = 1024;

    internal const int Sums = 5;

    public long Count;
    public long QueueMs;
    public long ConnectMs;
    public long ResponseMs;
    public long TotalMs;

    public void Add(in TimingPeaks one)
    {
        if (Count == Window)
        {
            Count--;
            QueueMs -= QueueMs / Window;
            ConnectMs -= ConnectMs / Window;
            ResponseMs -= ResponseMs / Window;
            TotalMs -= TotalMs / Window;
        }

        Count++;
        QueueMs += one.QueueMs;
        ConnectMs += one.ConnectMs;
        ResponseMs += one.ResponseMs;
        TotalMs += one.TotalMs;
    }

    /// <summary>The mean of one of the sums.</summary>
    public readonly long Mean(long sum) => Count == 0 ? 0 : sum / Count;
}
