using System.Runtime.CompilerServices;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Engine;

/// <summary>
/// Fills the producer's part of a slot: first the input, last the header, which shares its cache line with the stamp the
/// consumer polls. Written first, that line would travel to the consumer and back in between.
/// </summary>
internal static class EventWriter
{
    public static void Write<T>(ref EventSlot slot, EventKind kind, in T input, in IngressStamp stamp)
        where T : unmanaged
    {
        slot.Input.Write(in input);
        Head(ref slot, kind, in stamp, Unsafe.SizeOf<T>());
    }

    public static void Write(ref EventSlot slot, in Proposal proposal, in IngressStamp stamp)
    {
        FrameWriter.Write(in proposal, slot.Input);
        Head(ref slot, EventKind.Proposal, in stamp, FrameWriter.ProposalBytes);
    }

    public static void Write(ref EventSlot slot, in CancelRequest request, in IngressStamp stamp)
    {
        FrameWriter.Write(in request, slot.Input);
        Head(ref slot, EventKind.Proposal, in stamp, FrameWriter.CancelBytes);
    }

    public static void Write(ref EventSlot slot, in EdgeRefusal refusal, in IngressStamp stamp)
    {
        FrameWriter.Write(in refusal, slot.Input);
        Head(ref slot, EventKind.Proposal, in stamp, FrameWriter.RefusalBytes);
    }

    /// <summary>Bytes as they came; of a frame longer than a slot the first part and the true length.</summary>
    public static void Write(ref EventSlot slot, ReadOnlySpan<byte> frame, in IngressStamp stamp)
    {
        var kept = frame[..Math.Min(frame.Length, EventInput.Capacity)];
        kept.CopyTo(slot.Input);
        Head(ref slot, EventKind.Proposal, in stamp, kept.Length);
        slot.DeclaredLength = frame.Length;
    }

    /// <summary>An operator's command, with what travels beside it: the policy to load, or where the engine reports what it did.</summary>
    public static void Write(ref EventSlot slot, in OperatorCommand command, object? attachment, in IngressStamp stamp)
    {
        var policy = attachment as Policy;
        Write(ref slot, policy is null ? EventKind.Command : EventKind.PolicyChange, in command, in stamp);
        slot.Attachment = attachment;
        if (policy is not null)
        {
            slot.DeclaredLength = policy.Source.Length;
        }
    }

    public static void WriteAttachment(ref EventSlot slot, EventKind kind, object attachment, int length, in IngressStamp stamp)
    {
        Head(ref slot, kind, in stamp, 0);
        slot.DeclaredLength = length;
        slot.Attachment = attachment;
    }

    private static void Head(ref EventSlot slot, EventKind kind, in IngressStamp stamp, int length)
    {
        slot.Kind = kind;
        slot.Flags = EventFlags.None;
        slot.Correlation = 0;
        slot.IngressNanos = stamp.EngineNanos;
        slot.IngressStampNanos = stamp.RealNanos;
        slot.InputLength = (ushort)length;
        slot.DeclaredLength = length;
        if (slot.Attachment is not null)
        {
            slot.Attachment = null;
        }
    }
}
