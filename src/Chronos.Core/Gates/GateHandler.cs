using Chronos.Core.Books;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Stage 2. Asks every gate how much may pass; the least of the answers, floored to the lot, is what passes. Less than
/// asked passes only where the proposal allows it and the rest passes every gate when asked about by itself.
/// </summary>
internal sealed class GateHandler(EngineState state, IGate[] gates)
{
    /// <summary>Bounds the re-asking; each round asks for strictly less.</summary>
    private const int RoundsMax = 4;

    public void OnEvent(ref EngineEvent e)
    {
        if (e.FrameType != FrameType.Proposal || e.Decision.Verdict == Verdict.Block)
        {
            return;
        }

        var context = GateQuestion.Of(ref e, state);
        e.Decision.WorstPrice = context.WorstPrice;
        var permitted = AskAll(ref e, in context);
        if (permitted == context.Units)
        {
            Let(ref e, in context, Verdict.Approve);
        }
        else
        {
            OnLessThanAsked(ref e, ref context, permitted);
        }
    }

    /// <summary>Every gate once; objections and the binding gate go into the event.</summary>
    private long AskAll(ref EngineEvent e, in GateContext context)
    {
        var permitted = context.Units;
        for (var i = 0; i < gates.Length; i++)
        {
            var gate = gates[i];
            var cap = gate.Check(in context, state);
            if (cap.PermittedUnits < context.Units && (gate.BindsReductions || !context.IsReduction))
            {
                e.Decision.Objections |= 1UL << (int)gate.Id;
                e.Object(gate.Id, cap.Code, cap.Observed, cap.Limit);
                if (cap.PermittedUnits < permitted || e.Decision.Reason == ReasonCode.None)
                {
                    permitted = cap.PermittedUnits;
                    e.Decision.BindingGate = gate.Id;
                    e.Decision.Reason = cap.Code;
                    e.Decision.Observed = cap.Observed;
                    e.Decision.Limit = cap.Limit;
                }
            }
        }

        return permitted;
    }

    private void OnLessThanAsked(ref EngineEvent e, ref GateContext context, long permitted)
    {
        e.Decision.Verdict = Verdict.Block;
        if ((context.Proposal.Flags & ProposalFlags.AllowResize) == 0)
        {
            return;
        }

        // Entry gates may leave nothing of the whole where a part that only reduces may still pass.
        var reducible = context.ReducibleUnits < context.Units && context.Position.Known ? context.ReducibleUnits : 0;
        // The larger is tried first: otherwise a tighter entry limit could let more of a reduction through.
        if (Passes(ref context, Math.Max(permitted, reducible)) || Passes(ref context, Math.Min(permitted, reducible)))
        {
            Let(ref e, in context, Verdict.Modify);
        }
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
    private bool Passes(ref GateContext context, long permitted)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            permitted -= permitted % context.Terms.LotSize.Units;
            if (permitted <= 0)
            {
                return false;
            }

            context.Units = permitted;
            context.IsReduction = GateQuestion.IsReduction(in context);
            var least = Least(in context);
            if (least == permitted)
            {
                return true;
            }

            permitted = least;
        }

        return false;
    }

    /// <summary>The least of all caps, without recording anything.</summary>
    private long Least(in GateContext context)
    {
        var permitted = context.Units;
        foreach (var gate in gates)
        {
            var cap = gate.Check(in context, state);
            if (cap.PermittedUnits < permitted && (gate.BindsReductions || !context.IsReduction))
            {
                permitted = cap.PermittedUnits;
            }
        }

        return permitted;
    }
}
