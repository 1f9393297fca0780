using Chronos.Core.Model;

namespace Chronos.Core.Replay;

/// <summary>One thing that was said about an order, to its venue or by it, at its place in the journal.</summary>
internal sealed record OrderMessage
{
    /// <summary>The record.</summary>
    public required long Sequence { get; init; }

    /// <summary>Engine time.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>What it is.</summary>
    public required OrderMessageKind Kind { get; init; }

    /// <summary>The order.</summary>
    public required OrderId Order { get; init; }

    /// <summary>Since the order was approved.</summary>
    public required long SinceApprovalNanos { get; init; }

    /// <summary>What the venue or its thread reported; default for what we said.</summary>
    public ExecutionReport Report { get; init; }

    /// <summary>What was wrong with it: a refused cancel, a repeated report.</summary>
    public ReasonCode Outcome { get; init; }

    /// <summary>
    /// True when the books took it. A fill happened, whatever is odd about it: only one told before, or that cannot be true, is
    /// left out.
    /// </summary>
    public bool IsBooked => Kind == OrderMessageKind.Report && Report.Kind == ReportKind.Fill
        ? Outcome is not (ReasonCode.ReportInvalid or ReasonCode.ReportDuplicate)
        : Outcome == ReasonCode.None;

    /// <summary>The record that caused a cancel, when it was not the strategy's request.</summary>
    public EventKind Cause { get; init; }
}
