namespace Chronos.Core.Model;

/// <summary>The unit in which each reason's observed value and limit are given.</summary>
public static class ReasonUnits
{
    /// <summary>The unit of a reason's figures; <see cref="MeasureUnit.None"/> when it carries none.</summary>
    public static MeasureUnit Of(ReasonCode code) => code switch
    {
        ReasonCode.TradingState => MeasureUnit.State,
        ReasonCode.TickSize or ReasonCode.PriceCollar or ReasonCode.ProtectiveStop or ReasonCode.ReferencePrice
            or ReasonCode.SelfTrade or ReasonCode.PriceDrift => MeasureUnit.Price,
        ReasonCode.LotSize or ReasonCode.MinQuantity or ReasonCode.MaxOrderQuantity or ReasonCode.PositionLimit
            or ReasonCode.ReduceOnly or ReasonCode.Stage or ReasonCode.FatFinger or ReasonCode.RiskPosition
            or ReasonCode.ExecutionDepth or ReasonCode.ApproversDisagree or ReasonCode.DepthShare
            or ReasonCode.VolumeShare => MeasureUnit.Quantity,
        ReasonCode.MinNotional or ReasonCode.MaxOrderNotional or ReasonCode.GrossExposure or ReasonCode.DailyLoss
            or ReasonCode.WeeklyLoss or ReasonCode.Drawdown or ReasonCode.StrategyLoss or ReasonCode.AssetLoss
            or ReasonCode.NetExposure or ReasonCode.Leverage or ReasonCode.Concentration or ReasonCode.GroupExposure
            or ReasonCode.StrategyBudget or ReasonCode.AssetBudget or ReasonCode.FreeBalance or ReasonCode.FreeMargin
            or ReasonCode.LiquidityFloor or ReasonCode.AccumulatedNotional or ReasonCode.RiskLoss or ReasonCode.PortfolioExposure
            or ReasonCode.PortfolioBalance => MeasureUnit.Notional,
        ReasonCode.QuoteStaleness or ReasonCode.ProposalAge or ReasonCode.PortfolioSnapshotStale
            or ReasonCode.ExecutionQuoteStale or ReasonCode.PendingExpired or ReasonCode.MarketStatusUnknown
            or ReasonCode.ReferenceUnknown or ReasonCode.Blackout or ReasonCode.ClockSkew or ReasonCode.CoolDown
            or ReasonCode.EntrySpacing
            or ReasonCode.LatencyBudget => MeasureUnit.Nanoseconds,
        ReasonCode.MinConfidence or ReasonCode.RiskPerTrade or ReasonCode.Herfindahl
            or ReasonCode.OneSidedness => MeasureUnit.PartsPerMillion,
        ReasonCode.ExecutionSlippage or ReasonCode.ExpectedSlippage or ReasonCode.SpreadCeiling or ReasonCode.Volatility
            or ReasonCode.QuoteSource => MeasureUnit.BasisPoints,
        ReasonCode.MessageRate or ReasonCode.VenueWindow or ReasonCode.OrderCapacity or ReasonCode.QuorumShort
            or ReasonCode.FrameLength or ReasonCode.PendingFull or ReasonCode.OutsideObjection
            or ReasonCode.QuoteQuarantine or ReasonCode.OpenPositions or ReasonCode.InstrumentRate or ReasonCode.VenueRate
            or ReasonCode.AmendRate or ReasonCode.SameContent or ReasonCode.RepeatedExecution or ReasonCode.OrderToFill
            or ReasonCode.RejectStorm or ReasonCode.WorkingOrders or ReasonCode.LossStreak => MeasureUnit.Count,
        ReasonCode.DuplicateProposal or ReasonCode.ProposalIdReused or ReasonCode.ProposalIdTooOld
            or ReasonCode.ProposalSequence => MeasureUnit.Sequence,
        _ => MeasureUnit.None,
    };
}
