using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// The venue has lately told that the instrument trades, and its delisting is not near. Where the venue has no such feed, what it never told
/// is not asked for.
/// </summary>
internal sealed class MarketStatusGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MarketStatus;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var market = ref context.Market;
        if (market.Status > MarketStatus.Trading)
        {
            return finding.Block(ReasonCode.MarketStatus, (long)market.Status, (long)MarketStatus.Trading);
        }

        if (context.NowNanos >= context.Terms.EntriesEndNanos)
        {
            return finding.Block(ReasonCode.MarketStatus, (long)MarketStatus.Delisting, (long)MarketStatus.Trading);
        }

        var limit = context.Terms.StatusAgeNanosMax;
        if (market.StatusTimeNanos == 0)
        {
            return limit == MandateTerms.None ? Cap.Pass : finding.Block(ReasonCode.MarketStatusUnknown, 0, limit);
        }

        var age = context.NowNanos - market.StatusTimeNanos;
        return market.Status == MarketStatus.Unknown || age > limit
            ? finding.Block(ReasonCode.MarketStatusUnknown, age, limit)
            : Cap.Pass;
    }
}
