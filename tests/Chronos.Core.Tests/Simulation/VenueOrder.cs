using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation;

/// <summary>An order as the simulated venue holds it; quantities in the engine's units.</summary>
internal sealed class VenueOrder
{
    public required OrderId Id { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required OrderSide Side { get; init; }

    public required bool ReduceOnly { get; init; }

    public required Price Price { get; init; }

    public required long Quantity { get; init; }

    public long Filled { get; set; }

    /// <summary>How it ended; null while it may trade.</summary>
    public ReportKind? End { get; set; }

    /// <summary>Whether one of its fills has not been told in this session: then its end is not told either.</summary>
    public bool OwesFill { get; set; }

    public bool IsOpen => End is null && Filled < Quantity;

    public long Remaining => IsOpen ? Quantity - Filled : 0;

    public ExecutionReport Report(ReportKind kind, ReportFlags flags = ReportFlags.None) => new()
    {
        Order = Id,
        Instrument = Instrument,
        Side = Side,
        Kind = kind,
        Flags = flags,
        Reason = kind == ReportKind.Rejected ? ReasonCode.VenueRejected : ReasonCode.None,
        CumulativeQuantity = Chronos.Core.Model.Quantity.FromUnits(Filled),
    };
}
