using Chronos.Core.Model;
using Chronos.Core.Replay;

namespace Chronos.Host.Audit;

/// <summary>
/// How long an order took from its approval to each step, nanoseconds of engine time; null where the step is not in the journal:
/// it has not happened, or the version that wrote the journal did not record it.
/// </summary>
/// <param name="Sent">Until its venue's connector was handed the message.</param>
/// <param name="Acknowledged">Until the venue said that it works it.</param>
/// <param name="FirstFill">Until the first fill.</param>
internal readonly record struct OrderLatency(long? Sent, long? Acknowledged, long? FirstFill)
{
    /// <summary>Of all that was said about an order.</summary>
    public static OrderLatency Of(IReadOnlyList<OrderMessage> messages) =>
        new(First(messages, ReportKind.Sent), First(messages, ReportKind.Acknowledged), First(messages, ReportKind.Fill));

    /// <summary>In one line for people.</summary>
    public override string ToString() => $"decision, sent {After(Sent)}, acknowledged {After(Acknowledged)}, first fill {After(FirstFill)}";

    private static long? First(IReadOnlyList<OrderMessage> messages, ReportKind kind) => messages
        .FirstOrDefault(m => m.Kind == OrderMessageKind.Report && m.Report.Kind == kind && m.IsBooked)?.SinceApprovalNanos;

    private static string After(long? nanos) => nanos is { } known ? $"after {known} ns" : "unknown";
}
