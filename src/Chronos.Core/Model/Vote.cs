using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>One approver's vote with the figures behind it. 24 bytes, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Vote(VoteKind kind, ReasonCode reason = ReasonCode.None, long observed = 0, long limit = 0)
{
    /// <summary>The answer.</summary>
    public readonly VoteKind Kind = kind;

    private readonly byte _reserved = 0;

    /// <summary>Why it is not an approval.</summary>
    public readonly ReasonCode Reason = reason;

    private readonly uint _reserved2 = 0;

    /// <summary>The figure judged, in the unit of <see cref="Reason"/>.</summary>
    public readonly long Observed = observed;

    /// <summary>What it was judged against.</summary>
    public readonly long Limit = limit;

    /// <summary>An approval.</summary>
    public static Vote Approve => new(VoteKind.Approve);
}
