using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Journal;

/// <summary>
/// The payload of an event's record: the input as it arrived, and what was decided if something was: about a proposal, or
/// again about a parked one by a vote or the end of its time. One place writes it and the same place reads it back.
/// </summary>
/// <remarks>
/// <code>
///   0 inputLength u16 | outcome u16 | declaredLength u32
///   8 input, zero padded to a multiple of 8       (of a policy change: the command that loads it; none at a start)
///   .. policy, zero padded to a multiple of 8     (policy changes only: declaredLength bytes)
///   .. DecisionRecord                             (proposals; votes and expiries of outcome 0: 64 bytes for a block, else 136)
/// </code>
/// </remarks>
internal static unsafe class RecordPayload
{
    public const int HeadBytes = 8;

    public static int LengthOf(ref readonly EngineEvent e) => e.Kind == EventKind.PolicyChange
        ? HeadBytes + Padded(e.InputLength) + Padded(((Policy)e.Attachment!).Source.Length)
        : HeadBytes + Padded(e.InputLength) + DecisionBytes(in e);

    public static void Write(ref readonly EngineEvent e, byte* payload)
    {
        *(ulong*)payload = e.InputLength | ((ulong)e.Outcome << 16) | ((ulong)(uint)e.DeclaredLength << 32);
        WriteInput(in e, payload + HeadBytes);
        if (e.Kind == EventKind.PolicyChange)
        {
            WritePolicy(((Policy)e.Attachment!).Source, payload + HeadBytes + Padded(e.InputLength));
        }
        else if (Decides(e.Kind, e.Outcome))
        {
            WriteDecision(in e.Decision, payload + HeadBytes + Padded(e.InputLength));
        }
    }

    /// <summary>
    /// Puts the input of a record back into an event as a producer would have. Throws <see cref="InvalidDataException"/>
    /// when the payload is not one this version writes.
    /// </summary>
    public static void ReadInput(ReadOnlySpan<byte> payload, EventKind kind, long timeNanos, ref EngineEvent e)
    {
        if (payload.Length < HeadBytes)
        {
            throw new InvalidDataException("the record is shorter than its head");
        }

        e.Kind = kind;
        e.Flags = EventFlags.None;
        e.Correlation = 0;
        e.IngressNanos = timeNanos;
        e.InputLength = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        e.DeclaredLength = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        e.Attachment = null;
        var input = payload[HeadBytes..];
        if (e.InputLength > EventInput.Capacity || e.InputLength > input.Length)
        {
            throw new InvalidDataException($"the record's input length {e.InputLength} does not fit");
        }

        input[..e.InputLength].CopyTo(e.Input);
        if (kind == EventKind.PolicyChange)
        {
            e.Attachment = ReadPolicy(input, Padded(e.InputLength), e.DeclaredLength);
        }
    }

    private static Policy ReadPolicy(ReadOnlySpan<byte> input, int at, int length)
    {
        if (length < 0 || length > input.Length - at)
        {
            throw new InvalidDataException($"the record's policy length {length} does not fit");
        }

        try
        {
            return PolicyFile.ParseRecorded(input.Slice(at, length).ToArray());
        }
        catch (PolicyException e)
        {
            throw new InvalidDataException($"the record's policy is none: {e.Message}", e);
        }
    }

    /// <summary>The decision of a record; default where nothing was decided.</summary>
    public static DecisionRecord ReadDecision(ReadOnlySpan<byte> payload, EventKind kind)
    {
        var record = default(DecisionRecord);
        if (payload.Length >= HeadBytes && Decides(kind, ReadOutcome(payload)))
        {
            var at = HeadBytes + Padded(BinaryPrimitives.ReadUInt16LittleEndian(payload));
            var bytes = payload[Math.Min(at, payload.Length)..];
            bytes[..Math.Min(bytes.Length, DecisionRecord.Bytes)].CopyTo(
                MemoryMarshal.AsBytes(new Span<DecisionRecord>(ref record)));
        }

        return record;
    }

    /// <summary>The decision of a record where it stands, when something passed; a null reference otherwise.</summary>
    public static ref readonly DecisionRecord PassedDecision(ReadOnlySpan<byte> payload, EventKind kind)
    {
        if (payload.Length >= HeadBytes + DecisionRecord.Bytes && Decides(kind, ReadOutcome(payload)))
        {
            var at = HeadBytes + Padded(BinaryPrimitives.ReadUInt16LittleEndian(payload));
            if (payload.Length - at >= DecisionRecord.Bytes)
            {
                return ref MemoryMarshal.AsRef<DecisionRecord>(payload[at..]);
            }
        }

        return ref Unsafe.NullRef<DecisionRecord>();
    }

    /// <summary>What was wrong with an event, as recorded.</summary>
    public static ReasonCode ReadOutcome(ReadOnlySpan<byte> payload) =>
        payload.Length < HeadBytes ? ReasonCode.None : (ReasonCode)BinaryPrimitives.ReadUInt16LittleEndian(payload[2..]);

    /// <summary>Whether the record of an event holds a decision.</summary>
    public static bool Decides(EventKind kind, ReasonCode outcome) =>
        kind == EventKind.Proposal || (kind is EventKind.Vote or EventKind.Expiry && outcome == ReasonCode.None);

    private static int DecisionBytes(ref readonly EngineEvent e) => !Decides(e.Kind, e.Outcome)
        ? 0
        : e.Decision.Verdict == Verdict.Block ? DecisionRecord.HeadBytes : DecisionRecord.Bytes;

    private static void WriteInput(ref readonly EngineEvent e, byte* destination)
    {
        ReadOnlySpan<byte> input = e.Input;
        if (e.InputLength == FrameWriter.ProposalBytes)
        {
            // A length known to the compiler is copied without a call; almost every record has this one.
            input[..FrameWriter.ProposalBytes].CopyTo(new Span<byte>(destination, FrameWriter.ProposalBytes));
            return;
        }

        // What stands past the input's end in its slot must not reach the journal.
        var words = Padded(e.InputLength);
        input[..e.InputLength].CopyTo(new Span<byte>(destination, words));
        for (var i = (int)e.InputLength; i < words; i++)
        {
            destination[i] = 0;
        }
    }

    private static void WriteDecision(ref readonly DecisionRecord decision, byte* destination)
    {
        if (decision.Verdict != Verdict.Block)
        {
            *(DecisionRecord*)destination = decision;
        }
        else
        {
            MemoryMarshal.AsBytes(new ReadOnlySpan<DecisionRecord>(in decision))[..DecisionRecord.HeadBytes]
                .CopyTo(new Span<byte>(destination, DecisionRecord.HeadBytes));
        }
    }

    private static void WritePolicy(ReadOnlySpan<byte> source, byte* destination)
    {
        var span = new Span<byte>(destination, Padded(source.Length));
        source.CopyTo(span);
        span[source.Length..].Clear();
    }

    private static int Padded(int length) => (length + 7) & ~7;
}
