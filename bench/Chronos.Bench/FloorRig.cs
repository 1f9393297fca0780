using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Signing;

namespace Chronos.Bench;

/// <summary>
/// The least any engine that signs and journals must do for an order: one hop over the same ring with the same slot, one
/// HMAC over 48 bytes, one CRC-32C and copy of a record as long as an approved one into the same mapped journal ring.
/// Nothing is decided. With <c>hopOnly</c> not even that: only the hop. The ring is freed by the consumer itself when it is full, so no disk and no third thread.
/// </summary>
internal sealed unsafe class FloorRig : IEventHandler<EventSlot>, IDisposable
{
    private const int MessageBytes = 48;
    private const int InputBytes = Chronos.Core.Decode.FrameWriter.ProposalBytes;

    private readonly string _directory;
    private readonly bool _hopOnly;
    private readonly JournalRing _journal;
    private readonly LibcryptoSigner _signer;
    private DecisionRecord _decision;
    private long _sequence;

    public FloorRig(WaitStrategyKind wait, int ringSize, bool hopOnly = false)
    {
        _hopOnly = hopOnly;
        Ring = new RingBuffer<EventSlot>(ringSize, ProducerType.Multi, WaitStrategy.Create(wait));
        _directory = Path.Combine("/dev/shm", "chronos-bench-floor-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_directory);
        _journal = NewJournal(Path.Combine(_directory, "ring"));
        _signer = NewSigner();
    }

    /// <summary>Payload of an approved proposal's record.</summary>
    public const int PayloadBytes = RecordPayload.HeadBytes + InputBytes + DecisionRecord.Bytes;

    public RingBuffer<EventSlot> Ring { get; }

    public static JournalRing NewJournal(string path) => JournalRing.Create(
        path,
        new RunIdentity { EngineId = new byte[16], BootId = new byte[16], Salt = 1, Epoch = 1 },
        16 * 1024 * 1024,
        64 * 1024,
        0,
        new Watermarks(0));

    public static LibcryptoSigner NewSigner() => LibcryptoSigner.TryCreate(SHA256.HashData("bench seal"u8), out var signer)
        ? signer
        : throw new PlatformNotSupportedException("libcrypto's block function is not usable here; there is no floor to compare with");

    public void OnEvent(ref EventSlot data, long sequence, bool endOfBatch)
    {
        if (_hopOnly)
        {
            return;
        }

        if (data.Kind == EventKind.Proposal)
        {
            _signer.Sign(((ReadOnlySpan<byte>)data.Input)[..MessageBytes], _decision.Seal);
            Append(_journal, ref data, ref _decision, ++_sequence);
        }

        if (endOfBatch)
        {
            _journal.Publish();
        }
    }

    /// <summary>Copies head, input and decision into the next record and completes it.</summary>
    public static void Append(JournalRing journal, ref EventSlot data, ref DecisionRecord decision, long sequence) =>
        Append(journal, ref data.Input, data.InputLength, data.IngressNanos, ref decision, sequence);

    /// <summary>The same for an input wherever it stands.</summary>
    public static void Append(
        JournalRing journal, ref EventInput input, ushort inputLength, long timeNanos, ref DecisionRecord decision, long sequence)
    {
        var payload = journal.TryReserve(PayloadBytes);
        if (payload == null)
        {
            payload = ReserveOnRingFull(journal);
        }

        *(ulong*)payload = inputLength;
        Unsafe.CopyBlockUnaligned(ref *(payload + RecordPayload.HeadBytes), ref Unsafe.As<EventInput, byte>(ref input), InputBytes);
        Unsafe.CopyBlockUnaligned(
            ref *(payload + RecordPayload.HeadBytes + InputBytes), ref Unsafe.As<DecisionRecord, byte>(ref decision), DecisionRecord.Bytes);
        journal.Commit((ushort)EventKind.Proposal, 1, sequence, timeNanos, 1);
    }

    public void Dispose()
    {
        _signer.Dispose();
        _journal.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* ReserveOnRingFull(JournalRing journal)
    {
        journal.Publish();
        journal.RaiseSynced(journal.WrittenPosition, journal.LastSequence);
        return journal.TryReserve(PayloadBytes);
    }
}
