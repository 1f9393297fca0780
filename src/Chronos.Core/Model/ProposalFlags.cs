namespace Chronos.Core.Model;

/// <summary>What a proposal allows. Bits are part of the frame format; unknown bits are refused.</summary>
[Flags]
public enum ProposalFlags : ushort
{
    /// <summary>As proposed or not at all.</summary>
    None = 0,

    /// <summary>A smaller quantity may pass (verdict Modify) where the whole may not.</summary>
    AllowResize = 1,

    /// <summary>Blocked unless it verifiably reduces the position.</summary>
    ReduceOnly = 2,
}
