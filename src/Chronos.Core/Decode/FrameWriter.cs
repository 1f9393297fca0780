using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core.Decode;

/// <summary>Writes frames. The writer checks nothing: whatever is proposed is judged by the reader and the gates.</summary>
public static class FrameWriter
{
    /// <summary>Bytes of a proposal's frame.</summary>
    public const int ProposalBytes = ProposalFrame.Bytes;

    /// <summary>Bytes of a cancel request's frame.</summary>
    public const int CancelBytes = CancelFrame.Bytes;

    /// <summary>Bytes of a refusal's frame.</summary>
    public const int RefusalBytes = RefusalFrame.Bytes;

    /// <summary>Writes a proposal into the first <see cref="ProposalBytes"/> bytes of <paramref name="destination"/>.</summary>
    public static void Write(in Proposal proposal, Span<byte> destination) => MemoryMarshal.Write(destination, new ProposalFrame
    {
        Header = FrameHeader.Of(FrameType.Proposal, ProposalFrame.Bytes, (ushort)proposal.Flags),
        ProposalId = proposal.Id.Value,
        Strategy = unchecked((uint)proposal.Strategy.Value),
        Instrument = unchecked((uint)proposal.Instrument.Value),
        Side = (byte)proposal.Side,
        OrderType = (byte)proposal.Type,
        TimeInForce = (byte)proposal.TimeInForce,
        ConfidencePpm = unchecked((uint)proposal.ConfidencePpm),
        Quantity = proposal.Quantity.Units,
        LimitPrice = proposal.LimitPrice.Units,
        CreatedAtNanos = proposal.CreatedAtNanos,
        ExpiresAtNanos = proposal.ExpiresAtNanos,
        StopPrice = proposal.StopPrice.Units,
        Replaces = proposal.Replaces.Value,
    });

    /// <summary>Writes a cancel request into the first <see cref="CancelBytes"/> bytes of <paramref name="destination"/>.</summary>
    public static void Write(in CancelRequest request, Span<byte> destination) => MemoryMarshal.Write(destination, new CancelFrame
    {
        Header = FrameHeader.Of(FrameType.Cancel, CancelFrame.Bytes),
        ProposalId = request.Target.Value,
        Strategy = unchecked((uint)request.Strategy.Value),
    });

    /// <summary>Writes a refusal into the first <see cref="RefusalBytes"/> bytes of <paramref name="destination"/>.</summary>
    public static void Write(in EdgeRefusal refusal, Span<byte> destination)
    {
        var field = refusal.Field[..Math.Min(refusal.Field.Length, EdgeRefusal.MaxFieldLength)];
        var frame = new RefusalFrame
        {
            Header = FrameHeader.Of(FrameType.Refusal, RefusalFrame.Bytes),
            Code = (ushort)refusal.Code,
            FieldLength = (byte)field.Length,
            BodyBytes = refusal.BodyBytes,
        };
        field.CopyTo(frame.Field);
        refusal.BodyHash[..Math.Min(refusal.BodyHash.Length, RefusalFrame.HashBytes)].CopyTo(frame.BodyHash);
        MemoryMarshal.Write(destination, frame);
    }
}
