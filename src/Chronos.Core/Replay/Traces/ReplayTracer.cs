using System.Buffers.Binary;
using System.Security.Cryptography;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Traces;

/// <summary>
/// Decides a journal again and says after every record, in one number, all that this build has made of it: the records it
/// made, and every so many records the hash of all books. One journal, one use.
/// </summary>
internal sealed class ReplayTracer : IDisposable
{
    private readonly Replayer _replayer = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] _head = new byte[24];
    private readonly int _interval;
    private ulong _rolling;

    /// <summary>A trace whose numbers take in the books every <paramref name="interval"/> records.</summary>
    public ReplayTracer(int interval)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(interval);
        _interval = interval;
    }

    /// <summary>The records taken.</summary>
    public long Records { get; private set; }

    /// <summary>The hash of all books as they are now.</summary>
    public byte[] StateHash() => _replayer.State.Hash();

    /// <summary>Takes the next record in order. Throws <see cref="InvalidDataException"/> when it cannot be an event.</summary>
    public TraceEntry Take(in RecordView record)
    {
        _replayer.Replay(in record);
        ref readonly var e = ref _replayer.Last;
        BinaryPrimitives.WriteUInt64LittleEndian(_head, _rolling);
        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(8), e.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(16), e.TimeNanos);
        _hash.AppendData(_head);
        _hash.AppendData(_replayer.LastMade);
        if (++Records % _interval == 0)
        {
            _hash.AppendData(_replayer.State.Hash());
        }

        _hash.GetHashAndReset(_digest);
        _rolling = BinaryPrimitives.ReadUInt64LittleEndian(_digest);
        var decided = RecordPayload.Decides(e.Kind, e.Outcome);
        return decided
            ? new TraceEntry(_rolling, e.Kind, e.Decision.Verdict, e.Decision.Reason, e.Decision.BindingGate, 0, 0, e.Decision.PermittedQuantity)
            : new TraceEntry(_rolling, e.Kind, Verdict.None, e.Outcome, GateId.None, 0, 0, default);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _replayer.Dispose();
        _hash.Dispose();
    }
}
