using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Why a gate or an approver objected last: the cause and the two figures it compared.</summary>
internal struct Finding
{
    /// <summary>The cause.</summary>
    public ReasonCode Code;

    /// <summary>What was observed, in the unit of <see cref="Code"/>.</summary>
    public long Observed;

    /// <summary>What it was compared with.</summary>
    public long Limit;

    /// <summary>A vote that is no approval, and why.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public VoteKind Vote(VoteKind kind, ReasonCode code, long observed = 0, long limit = 0)
    {
        Code = code;
        Observed = observed;
        Limit = limit;
        return kind;
    }

    /// <summary>A vote that is no approval, the figures being amounts of 1e-16: the observed one rounded up, the limit down.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public VoteKind VoteOnAmount(VoteKind kind, ReasonCode code, Int128 observed, Int128 limit) => Vote(
        kind,
        code,
        ExactNotional.FromUnits(observed).CeilingSaturated().Units,
        ExactNotional.FromUnits(limit).FloorSaturated().Units);

    /// <summary>Nothing may pass.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Cap Block(ReasonCode code, long observed = 0, long limit = 0) => AtMost(0, code, observed, limit);

    /// <summary>Nothing may pass, because exposure cannot be valued: says by which of its inputs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Cap BlockUnvalued(in GateContext context)
    {
        if (context.Account.Unpriced != 0)
        {
            return Block(ReasonCode.ExposureUnknown, context.Account.Unpriced);
        }

        return Block(context.Quote.Known ? ReasonCode.ArithmeticOverflow : ReasonCode.QuoteUnknown);
    }

    /// <summary>What the budget leaves beside the exposure it already carries outside this instrument's position.</summary>
    public Cap WithinBudget(in GateContext context, in BudgetEntry budget, ReasonCode code)
    {
        if (!context.IsValued)
        {
            return BlockUnvalued(in context);
        }

        return budget.Exposure.Units - context.Position.Value.Exposure + context.Exposure > budget.ExposureMax.Units
            ? OnMore(in context, in budget, code)
            : Cap.Pass;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Cap OnMore(in GateContext context, in BudgetEntry budget, ReasonCode code)
    {
        var others = budget.Exposure.Units - context.Position.Value.Exposure;
        var maximum = budget.ExposureMax.Units;
        return AtMostAmount(context.UnitsWithin(maximum - others), code, others + context.Exposure, maximum);
    }

    /// <summary>At most so much may pass, the figures being amounts of 1e-16: the observed one rounded up, the limit down.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Cap AtMostAmount(long permittedUnits, ReasonCode code, Int128 observed, Int128 limit) => AtMost(
        permittedUnits,
        code,
        ExactNotional.FromUnits(observed).CeilingSaturated().Units,
        ExactNotional.FromUnits(limit).FloorSaturated().Units);

    /// <summary>At most so much may pass; a negative room is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Cap AtMost(long permittedUnits, ReasonCode code, long observed, long limit)
    {
        Code = code;
        Observed = observed;
        Limit = limit;
        return new Cap(Math.Max(0, permittedUnits));
    }
}
