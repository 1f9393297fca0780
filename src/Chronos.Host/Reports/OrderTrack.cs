using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Reports;

/// <summary>One approved order on its way. Times are engine time; 0 for not yet. Filled in place.</summary>
internal sealed class OrderTrack
{
    public required string Strategy { get; init; }

    public required string Instrument { get; init; }

    public required string Venue { get; init; }

    public required bool IsSimulated { get; init; }

    public required Quantity Quantity { get; init; }

    public required Reference Reference { get; init; }

    public required long ApprovedAtNanos { get; init; }

    public long SentAtNanos { get; set; }

    public long AcknowledgedAtNanos { get; set; }

    public long FirstFillNanos { get; set; }

    public Quantity Filled { get; set; }
}
