using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Judges gross exposure and leverage from reservations and the venue's own snapshots. Breaches veto; without a fresh
/// snapshot it abstains.
/// </summary>
internal sealed class PortfolioApprover : IApprover
{
    /// <inheritdoc />
    public ApproverId Id => ApproverId.Portfolio;

    /// <inheritdoc />
    public VoteKind Vote(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var line = ref state.Portfolio[terms.Account, terms.Instrument];
        ref readonly var total = ref state.Portfolio.Account(terms.Account);
        var told = Math.Min(line.ToldAtNanos, total.ToldAtNanos);
        var maximum = state.SnapshotAgeNanosMax;
        if (told == 0 || context.NowNanos - told > maximum)
        {
            return finding.Vote(VoteKind.Abstain, ReasonCode.PortfolioSnapshotStale, told == 0 ? 0 : context.NowNanos - told, maximum);
        }

        if (context.Units <= Reducible(in line, in context))
        {
            return VoteKind.Approve;
        }

        if (total.Unpriced != 0)
        {
            return finding.Vote(VoteKind.Abstain, ReasonCode.ExposureUnknown, total.Unpriced);
        }

        // Quantities and positions are bounded where they enter, so these sums stay far inside 64 bits.
        if (context.Units > Bounds.QuantityUnitsMax)
        {
            return finding.Vote(VoteKind.Veto, ReasonCode.ArithmeticOverflow);
        }

        var worst = context.IsBuy ? line.WorstUnits(context.Units, 0) : line.WorstUnits(0, context.Units);
        var gross = total.Gross - line.Exposure + Wide.Product(worst, context.ValuationPrice.Units);
        if (gross > total.GrossMax)
        {
            return finding.VoteOnAmount(VoteKind.Veto, ReasonCode.PortfolioExposure, gross, total.GrossMax);
        }

        return gross > total.Covered
            ? finding.VoteOnAmount(VoteKind.Veto, ReasonCode.PortfolioBalance, gross, total.Covered)
            : VoteKind.Approve;
    }

    /// <summary>Whether it only reduces is judged from this ledger too, not from the position book the gates use.</summary>
    private static long Reducible(in PortfolioLedger.Line line, in GateContext context)
    {
        var held = context.IsBuy ? -line.Position : line.Position;
        var resting = context.IsBuy ? line.Bids : line.Offers;
        return context.IsProtective ? held : held - resting + context.ReplacedUnits;
    }
}
