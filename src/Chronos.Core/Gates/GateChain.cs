namespace Chronos.Core.Gates;

/// <summary>Every gate, in the order of <see cref="Model.GateId"/>. The order decides nothing: caps combine by minimum.</summary>
internal static class GateChain
{
    /// <summary>New instances of all gates.</summary>
    public static IGate[] Create() =>
    [
        new TradingStateGate(),
        new MandateGate(),
        new InstrumentTradableGate(),
        new TickSizeGate(),
        new LotSizeGate(),
        new MinQuantityGate(),
        new MinNotionalGate(),
        new MaxOrderQuantityGate(),
        new MaxOrderNotionalGate(),
        new PriceCollarGate(),
        new QuoteStalenessGate(),
        new ProposalAgeGate(),
        new MinConfidenceGate(),
        new DuplicateProposalGate(),
        new MessageRateGate(),
        new PositionLimitGate(),
        new GrossExposureGate(),
        new DailyLossGate(),
        new VenueWindowGate(),
        new OrderCapacityGate(),
        new ReduceOnlyGate(),
    ];
}
