using System.Runtime.CompilerServices;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>Fills the producer's part of a slot.</summary>
internal static class EventWriter
{
    public static void Write<T>(ref EngineEvent slot, EventKind kind, in T input, in IngressStamp stamp)
        where T : unmanaged
    {
        Begin(ref slot, kind, in stamp, Unsafe.SizeOf<T>());
        slot.Input.Write(in input);
    }

    public static void Write(ref EngineEvent slot, in Proposal proposal, in IngressStamp stamp)
    {
        Begin(ref slot, EventKind.Proposal, in stamp, FrameWriter.ProposalBytes);
        FrameWriter.Write(in proposal, slot.Input);
    }

    public static void Write(ref EngineEvent slot, in CancelRequest request, in IngressStamp stamp)
    {
        Begin(ref slot, EventKind.Proposal, in stamp, FrameWriter.CancelBytes);
        FrameWriter.Write(in request, slot.Input);
    }

    public static void Write(ref EngineEvent slot, in EdgeRefusal refusal, in IngressStamp stamp)
    {
        Begin(ref slot, EventKind.Proposal, in stamp, FrameWriter.RefusalBytes);
        FrameWriter.Write(in refusal, slot.Input);
    }

    /// <summary>Bytes as they came; of a frame longer than a slot the first part and the true length.</summary>
    public static void Write(ref EngineEvent slot, ReadOnlySpan<byte> frame, in IngressStamp stamp)
    {
        var kept = frame[..Math.Min(frame.Length, EventInput.Capacity)];
        Begin(ref slot, EventKind.Proposal, in stamp, kept.Length);
        slot.DeclaredLength = frame.Length;
        kept.CopyTo(slot.Input);
    }

    public static void WriteAttachment(ref EngineEvent slot, EventKind kind, object attachment, int length, in IngressStamp stamp)
    {
        Begin(ref slot, kind, in stamp, 0);
        slot.DeclaredLength = length;
        slot.Attachment = attachment;
    }

    private static void Begin(ref EngineEvent slot, EventKind kind, in IngressStamp stamp, int length)
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
