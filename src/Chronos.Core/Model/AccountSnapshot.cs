using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>What the venue says an account holds. 48 bytes, little endian, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct AccountSnapshot
{
    /// <summary>The account.</summary>
    public AccountId Account;

    /// <summary>The instrument of <see cref="Position"/>.</summary>
    public InstrumentId Instrument;

    /// <summary>Which figures are meant.</summary>
    public SnapshotFields Fields;

    private readonly byte _reserved;
    private readonly ushort _reserved2;
    private readonly uint _reserved3;

    /// <summary>Signed position in base units.</summary>
    public Quantity Position;

    /// <summary>Cash balance in the account's currency, without open profit.</summary>
    public Notional Balance;

    /// <summary>
    /// Money paid in (above zero) or out since the transfer told before, in the account's currency; each is told once. The
    /// balance of the same snapshot includes it.
    /// </summary>
    public Notional Transfer;

    /// <summary>When the venue says it held: nanoseconds since the Unix epoch; information only.</summary>
    public long VenueTimeNanos;
}
