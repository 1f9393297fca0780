using System.Runtime.CompilerServices;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Bench.Journal;

/// <summary>Complete records in memory that does not move, one behind the other, as few as the nearest cache holds.</summary>
internal sealed unsafe class RecordMix
{
    private const double EngineSeconds = 0.3;
    private const int FeedBatch = 64;

    // Behind what a start writes: policies, arming and first quotes are not what an engine appends all day.
    private const long SkippedRecords = 1000;

    private readonly byte[] _bytes;

    private RecordMix(string name, byte[] bytes, int count)
    {
        Name = name;
        _bytes = bytes;
        Count = count;
    }

    public string Name { get; }

    public int Count { get; }

    public int Bytes => _bytes.Length;

    /// <summary>The first record; the next begins where its length ends.</summary>
    public JournalRecord* First => (JournalRecord*)Unsafe.AsPointer(ref _bytes[0]);

    /// <summary>Records of one length, a multiple of 8; that of an approved proposal is about 256.</summary>
    public static RecordMix OfLength(int length, int count)
    {
        var bytes = GC.AllocateArray<byte>(count * length, pinned: true);
        new Random(1).NextBytes(bytes);
        for (var i = 0; i < count; i++)
        {
            Unsafe.WriteUnaligned(ref bytes[i * length], (uint)length);
        }

        return new RecordMix($"{length} bytes", bytes, count);
    }

    /// <summary>Neighbouring records of a journal the engine wrote under the load of all runs: decisions, reports, quotes, snapshots.</summary>
    public static RecordMix OfEngine(BenchArguments arguments, int count)
    {
        using var rig = new EngineRig("/dev/shm", arguments.Wait, arguments.RingSize, new SystemClock());
        var round = new SustainedRound(rig, pin: false);
        round.Run(overRing: false, EngineSeconds, FeedBatch);
        if (round.Failure is not null || !rig.Stop())
        {
            throw new InvalidOperationException(round.Failure ?? "the journal did not close in good order");
        }

        var bytes = new List<byte>();
        using var reader = JournalReader.Open(rig.Root);
        for (long read = 0; read < SkippedRecords + count; read++)
        {
            if (!reader.TryRead(out var record))
            {
                throw new InvalidOperationException($"the engine wrote only {read} records");
            }

            if (read >= SkippedRecords)
            {
                var length = JournalRecord.LengthOf(record.Payload.Length);
                bytes.AddRange(BitConverter.GetBytes((long)length));
                bytes.AddRange(new byte[JournalRecord.HeaderBytes - sizeof(long)]);
                bytes.AddRange(record.Payload);
            }
        }

        var pinned = GC.AllocateArray<byte>(bytes.Count, pinned: true);
        bytes.CopyTo(pinned);
        return new RecordMix($"engine's mix, {bytes.Count / count} bytes on average", pinned, count);
    }
}
