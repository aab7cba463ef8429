using System;

namespace Weir.Model.Counts;

/// <summary>Four times of one request, or the longest of many, in milliseconds.</summary>
public struct TimingPeaks
{
    public int QueueMs;
    public int ConnectMs;
    public int ResponseMs;
    public int TotalMs;

    public void Raise(in TimingPeaks one)
    {
        QueueMs = Math.Max(QueueMs, one.QueueMs);
        ConnectMs = Math.Max(ConnectMs, one.ConnectMs);
        ResponseMs = Math.Max(ResponseMs, one.ResponseMs);
        TotalMs = Math.Max(TotalMs, one.TotalMs);
    }
}
