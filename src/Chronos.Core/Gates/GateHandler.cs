using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Stage 2. Asks every gate how much may pass; the least of the answers, floored to the lot, is what passes. Less than
/// asked passes only where the proposal allows it and the rest passes every gate when asked about by itself. Where soft
/// gates alone stand in the way and the policy lets proposals wait, the whole is put to the quorum as Pending.
/// </summary>
internal sealed class GateHandler(EngineState state, IGateChain gates)
{
    /// <summary>Bounds the re-asking; each round asks for strictly less.</summary>
    private const int RoundsMax = 4;

    /// <summary>
    /// Decides about a decoded proposal, of which <paramref name="context"/> was made; afterwards the context stands at the quantity that
    /// was asked about last.
    /// </summary>
    public void OnEvent(ref EngineEvent e, ref GateContext context)
    {
        e.Decision.WorstPrice = context.WorstPrice;
        scoped GateTally tally;
        Unsafe.SkipInit(out tally);
        tally.Begin(ref e, in context, records: true);
        gates.Ask(in context, state, ref tally);
        if (tally.PermittedUnits == context.Units)
        {
            Let(ref e, in context, Verdict.Approve);
        }
        else
        {
            OnLessThanAsked(ref e, ref context, tally.PermittedUnits, tally.IsStoppedHard);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnLessThanAsked(ref EngineEvent e, ref GateContext context, long permitted, bool isStoppedHard)
    {
        var asked = context.Proposal.Quantity;
        e.Decision.Verdict = Verdict.Block;
        if ((context.Proposal.Flags & ProposalFlags.AllowResize) != 0 && PassesInPart(ref e, ref context, permitted))
        {
            Let(ref e, in context, Verdict.Modify);
        }
        else if (!isStoppedHard && state.PendingNanosMax != 0)
        {
            e.Decision.Verdict = Verdict.Pending;
            e.Decision.PermittedQuantity = asked;
        }
    }

    /// <summary>Whether a part may pass; the context then stands at it.</summary>
    private bool PassesInPart(ref EngineEvent e, ref GateContext context, long permitted)
    {
        // Entry gates may leave nothing of the whole where a part that only reduces may still pass.
        var reducible = context.ReducibleUnits < context.Units && context.Position.Known ? context.ReducibleUnits : 0;
        // The larger is tried first: otherwise a tighter entry limit could let more of a reduction through.
        return Passes(ref e, ref context, Math.Max(permitted, reducible))
            || Passes(ref e, ref context, Math.Min(permitted, reducible));
    }

    /// <summary>The quantity the context stands at may pass.</summary>
    private static void Let(ref EngineEvent e, in GateContext context, Verdict verdict)
    {
        e.Decision.Verdict = verdict;
        e.Decision.PermittedQuantity = Quantity.FromUnits(context.Units);
        e.Decision.Terms = new OrderTerms(
            context.Proposal.Side, context.Proposal.Type, context.Proposal.TimeInForce, context.IsReduction).Pack();
    }

    /// <summary>Whether some quantity up to the one given, in whole lots, passes every gate when asked about by itself; the context then stands at it.</summary>
    private bool Passes(ref EngineEvent e, ref GateContext context, long permitted)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            permitted -= permitted % context.Terms.LotSize.Units;
            if (permitted <= 0)
            {
                return false;
            }

            context.AskAbout(permitted);
            var tally = new GateTally(ref e, in context, records: false);
            gates.Ask(in context, state, ref tally);
            if (tally.PermittedUnits == permitted)
            {
                return true;
            }

            permitted = tally.PermittedUnits;
        }

        return false;
    }
}
