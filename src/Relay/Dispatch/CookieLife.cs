using Weir.Model.Plan;
using Weir.Wire.Http;

namespace Weir.Relay.Dispatch;

/// <summary>
/// How long a client may hold the cookie that we gave it: <c>maxidle</c> counts from its last use,
/// <c>maxlife</c> from its first. A cookie that tells no date is taken, and given anew with one.
/// </summary>
internal static class CookieLife
{
    /// <summary>A cookie from further in the future is of no use (manual, <c>maxidle</c>).</summary>
    private const int FutureMaxS = 24 * 3600;

    /// <summary>For the log: <c>O</c> held for too long, <c>E</c> not used for too long, 0 neither.</summary>
    public static byte Judge(CookiePlan plan, in CookieDates dates, long wallS)
    {
        if (plan.MaxLifeS > 0 && dates.First > 0 && !IsWithin(dates.First, plan.MaxLifeS, wallS))
        {
            return (byte)'O';
        }

        bool isIdle = plan.MaxIdleS > 0 && dates.Last > 0 && !IsWithin(dates.Last, plan.MaxIdleS, wallS);
        return isIdle ? (byte)'E' : (byte)0;
    }

    /// <summary>A good cookie that tells too little or too much, or that is used again.</summary>
    public static bool IsStale(CookiePlan plan, in CookieDates dates, long wallS)
    {
        bool tellsFirstAsItShould = (dates.First > 0) == (plan.MaxLifeS > 0);
        bool lacksLast = plan.MaxIdleS > 0 && dates.Last == 0;
        return !tellsFirstAsItShould || lacksLast || (dates.Last > 0 && dates.Last < CookieDates.Of(wallS));
    }

    /// <summary>What a client is told now.</summary>
    /// <param name="plan">The backend's cookie.</param>
    /// <param name="first">Since when it has its cookie; 0: since now.</param>
    /// <param name="wallS">Seconds since 1970.</param>
    public static CookieDates Renew(CookiePlan plan, uint first, long wallS)
    {
        uint now = CookieDates.Of(wallS);
        return new CookieDates(now, plan.MaxLifeS == 0 ? 0 : first == 0 ? now : first);
    }

    private static bool IsWithin(uint date, long mostS, long wallS)
    {
        long ageS = wallS - (4L * date);
        return ageS <= mostS && ageS >= -FutureMaxS;
    }
}
