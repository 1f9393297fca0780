using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Why a gate objected last: the cause and the two figures it compared.</summary>
internal struct Finding
{
    /// <summary>The cause.</summary>
    public ReasonCode Code;

    /// <summary>What was observed, in the unit of <see cref="Code"/>.</summary>
    public long Observed;

    /// <summary>What it was compared with.</summary>
    public long Limit;

    /// <summary>Nothing may pass.</summary>
    public Cap Block(ReasonCode code, long observed = 0, long limit = 0) => AtMost(0, code, observed, limit);

    /// <summary>At most so much may pass; a negative room is none.</summary>
    public Cap AtMost(long permittedUnits, ReasonCode code, long observed, long limit)
    {
        Code = code;
        Observed = observed;
        Limit = limit;
        return new Cap(Math.Max(0, permittedUnits));
    }
}
