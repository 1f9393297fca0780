using BenchmarkDotNet.Attributes;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Bench.Journal;

/// <summary>One approved record into the journal's ring, and the same bytes by FileStream to the same tmpfs.</summary>
public class JournalBenchmarks
{
    private const int RewindBytes = 16 * 1024 * 1024;

    private readonly byte[] _record = new byte[JournalRecord.LengthOf(FloorRig.PayloadBytes)];
    private EventSlot _event;
    private DecisionRecord _decision;
    private string _directory = "";
    private JournalRing? _ring;
    private FileStream? _buffered;
    private FileStream? _direct;
    private long _sequence;

    [GlobalSetup]
    public void Setup()
    {
        _directory = Path.Combine("/dev/shm", "chronos-bench-bdn-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_directory);
        _ring = FloorRig.NewJournal(Path.Combine(_directory, "ring"));
        _buffered = new FileStream(Path.Combine(_directory, "buffered"), FileMode.Create);
        _direct = new FileStream(Path.Combine(_directory, "direct"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _ring?.Dispose();
        _buffered?.Dispose();
        _direct?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark]
    public void RingAppend()
    {
        FloorRig.Append(_ring!, ref _event, ref _decision, ++_sequence);
        _ring!.Publish();
    }

    /// <summary>In the file, as a record in the ring is: it survives the process.</summary>
    [Benchmark(Baseline = true)]
    public void FileStreamWrite() => Write(_direct!);

    /// <summary>In the process's own buffer most of the time: lost with it.</summary>
    [Benchmark]
    public void FileStreamBuffered() => Write(_buffered!);

    private void Write(FileStream file)
    {
        if (file.Position >= RewindBytes)
        {
            file.Position = 0;
        }

        file.Write(_record);
    }
}
