namespace Chronos.Core.Model;

/// <summary>The unit in which each reason's observed value and limit are given.</summary>
public static class ReasonUnits
{
    /// <summary>The unit of a reason's figures; <see cref="MeasureUnit.None"/> when it carries none.</summary>
    public static MeasureUnit Of(ReasonCode code) => code switch
    {
        ReasonCode.TradingState => MeasureUnit.State,
        ReasonCode.TickSize or ReasonCode.PriceCollar => MeasureUnit.Price,
        ReasonCode.LotSize or ReasonCode.MinQuantity or ReasonCode.MaxOrderQuantity or ReasonCode.PositionLimit
            or ReasonCode.ReduceOnly or ReasonCode.Stage or ReasonCode.RiskPosition or ReasonCode.ExecutionDepth
            or ReasonCode.ApproversDisagree => MeasureUnit.Quantity,
        ReasonCode.MinNotional or ReasonCode.MaxOrderNotional or ReasonCode.GrossExposure or ReasonCode.DailyLoss
            or ReasonCode.WeeklyLoss or ReasonCode.Drawdown or ReasonCode.StrategyLoss or ReasonCode.AssetLoss
            or ReasonCode.AccumulatedNotional or ReasonCode.RiskLoss or ReasonCode.PortfolioExposure or ReasonCode.PortfolioBalance => MeasureUnit.Notional,
        ReasonCode.QuoteStaleness or ReasonCode.ProposalAge or ReasonCode.PortfolioSnapshotStale
            or ReasonCode.ExecutionQuoteStale or ReasonCode.PendingExpired or ReasonCode.CoolDown or ReasonCode.EntrySpacing => MeasureUnit.Nanoseconds,
        ReasonCode.MinConfidence => MeasureUnit.PartsPerMillion,
        ReasonCode.ExecutionSlippage => MeasureUnit.BasisPoints,
        ReasonCode.MessageRate or ReasonCode.VenueWindow or ReasonCode.OrderCapacity or ReasonCode.QuorumShort
            or ReasonCode.FrameLength or ReasonCode.PendingFull or ReasonCode.OutsideObjection
            or ReasonCode.InstrumentRate or ReasonCode.VenueRate or ReasonCode.AmendRate or ReasonCode.SameContent
            or ReasonCode.RepeatedExecution or ReasonCode.OrderToFill or ReasonCode.RejectStorm or ReasonCode.WorkingOrders
            or ReasonCode.LossStreak => MeasureUnit.Count,
        ReasonCode.DuplicateProposal or ReasonCode.ProposalIdReused or ReasonCode.ProposalIdTooOld => MeasureUnit.Sequence,
        _ => MeasureUnit.None,
    };
}
