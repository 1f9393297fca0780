namespace Chronos.Core.Model;

/// <summary>
/// Input that an edge could not turn into a proposal (malformed JSON, an unknown name, a number that does not fit). It
/// travels the same path as a proposal so that the journal says what was refused and why.
/// </summary>
public readonly ref struct EdgeRefusal
{
    /// <summary>Longest field name that is recorded; a longer one is cut.</summary>
    public const int MaxFieldLength = 40;

    /// <summary>The cause, in the 130s.</summary>
    public required ReasonCode Code { get; init; }

    /// <summary>ASCII name of the offending field; empty when there is none.</summary>
    public ReadOnlySpan<byte> Field { get; init; }

    /// <summary>Bytes received.</summary>
    public long BodyBytes { get; init; }

    /// <summary>First bytes of the SHA-256 of what was received, so that the sender can prove what it sent.</summary>
    public ReadOnlySpan<byte> BodyHash { get; init; }
}
