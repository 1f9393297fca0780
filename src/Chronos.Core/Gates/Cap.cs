using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>What one gate lets pass, and the figures it judged by. Caps combine by minimum.</summary>
internal readonly struct Cap
{
    private Cap(long permittedUnits, ReasonCode code, long observed, long limit)
    {
        PermittedUnits = permittedUnits;
        Code = code;
        Observed = observed;
        Limit = limit;
    }

    /// <summary>The quantity that may pass, 1e-8 base; <see cref="long.MaxValue"/> when the gate does not bind.</summary>
    public long PermittedUnits { get; }

    /// <summary>Why it is not all; None when the gate does not bind.</summary>
    public ReasonCode Code { get; }

    /// <summary>What was observed, in the unit of <see cref="Code"/>.</summary>
    public long Observed { get; }

    /// <summary>What it was compared with.</summary>
    public long Limit { get; }

    /// <summary>All of it may pass.</summary>
    public static Cap Pass => new(long.MaxValue, ReasonCode.None, 0, 0);

    /// <summary>Nothing may pass.</summary>
    public static Cap Block(ReasonCode code, long observed = 0, long limit = 0) => new(0, code, observed, limit);

    /// <summary>At most so much may pass; a negative room is none.</summary>
    public static Cap AtMost(long permittedUnits, ReasonCode code, long observed, long limit) =>
        new(Math.Max(0, permittedUnits), code, observed, limit);
}
