using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>
/// An approved order with its seal, on its way to a venue. Changing any byte after sealing makes the seal invalid; there
/// is no padding between fields.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct SealedOrder
{
    /// <summary>The deciding record; the order may leave once the journal's watermark has passed it.</summary>
    public long Sequence;

    /// <summary>The order.</summary>
    public OrderId Id;

    /// <summary>What it came from.</summary>
    public ProposalId Proposal;

    /// <summary>Who proposed.</summary>
    public StrategyId Strategy;

    /// <summary>What is traded.</summary>
    public InstrumentId Instrument;

    /// <summary>Where.</summary>
    public VenueId Venue;

    /// <summary>On whose balance.</summary>
    public AccountId Account;

    /// <summary>Side, type, time in force, reduction, as sealed.</summary>
    public byte PackedTerms;

    /// <summary>Two bits an approver.</summary>
    public byte VoteBitmap;

    /// <summary>The key that sealed.</summary>
    public ushort KeyId;

    /// <summary>How much.</summary>
    public Quantity Quantity;

    /// <summary>The worst price it may trade at.</summary>
    public Price WorstPrice;

    /// <summary>When the seal dies: nanoseconds since the Unix epoch.</summary>
    public long ExpiresAtNanos;

    /// <summary>Digest of engine, policy, mode, parties and scope epochs.</summary>
    public ContextDigest Context;

    /// <summary>The seal.</summary>
    public SealBytes Seal;

    /// <summary>Side, type, time in force, reduction.</summary>
    public readonly OrderTerms Terms => OrderTerms.Unpack(PackedTerms);
}
