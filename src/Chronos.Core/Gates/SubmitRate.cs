using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>A window of proposals, whoever it belongs to: an amend has its own limit, and a parked proposal was counted when it came.</summary>
internal static class SubmitRate
{
    /// <summary>Blocks what the window has no room for now.</summary>
    public static Cap Check(in GateContext context, RateWindow window, ReasonCode code, ref Finding finding) =>
        Counts(in context) && context.NowNanos < window.FreeAtNanos
            ? finding.Block(code, window.Max + 1L, window.Max)
            : Cap.Pass;

    /// <summary>First time, in nanoseconds and not before now, at which the window has room.</summary>
    public static long PassesAtNanos(in GateContext context, RateWindow window) =>
        Counts(in context) ? Math.Max(context.NowNanos, window.FreeAtNanos) : context.NowNanos;

    private static bool Counts(in GateContext context) => !context.IsAmend && !context.Parking.IsParked;
}
