using Chronos.Core.Clocks;

namespace Chronos.Core.Journal;

/// <summary>
/// Takes what the engine thread has published, writes it to the current segment and syncs it in groups: while one
/// sync runs, the next group gathers. Where orders leave on the word of the ring alone (durability Process), nobody waits
/// for a sync: groups then gather for some milliseconds, which leaves the processors to those who decide. A few
/// milliseconds after the last batch it writes a heartbeat frame, which vouches for that batch. At the first error it
/// stops egress and ends the process.
/// </summary>
internal sealed unsafe class JournalThread : IDisposable
{
    // Rounds without work: spin for some microseconds, then sleep 50 us at a time for about 5 ms, then up to 1 ms.
    private const int SpinRounds = 50;
    private const int HeartbeatRounds = SpinRounds + 50;
    private const int SlowRounds = HeartbeatRounds + 300;

    // Longest time a group gathers when nobody waits for it, and the share of the ring past which it gathers no longer.
    private const uint GatherMicros = 4000;
    private const int GatherRingShare = 8;

    private readonly string _directory;
    private readonly JournalRing _ring;
    private readonly SparePool _spares;
    private readonly IDisk _disk;
    private readonly IClock _clock;
    private readonly FailStop _failStop;
    private readonly SyncCounters _counters;
    private readonly bool _gathers;
    private readonly BatchBuffer _batch;
    private readonly Thread _thread;
    private SegmentWriter _writer;
    private long _position;
    private volatile bool _stopping;

    /// <summary>A thread that goes on in <paramref name="writer"/>'s segment; it owns the writer from now on.</summary>
    public JournalThread(
        string directory, JournalRing ring, SegmentWriter writer, SparePool spares, IDisk disk, IClock clock,
        FailStop failStop, SyncCounters counters, Durability durability)
    {
        _gathers = durability == Durability.Process;
        _directory = directory;
        _ring = ring;
        _writer = writer;
        _spares = spares;
        _disk = disk;
        _clock = clock;
        _failStop = failStop;
        _counters = counters;
        _batch = new BatchBuffer(writer.Header.Salt, writer.LastSequence, writer.LastRecordCrc);
        _thread = new Thread(Run) { IsBackground = true, Name = "chronos-journal" };
    }

    /// <summary>
    /// Whether everything was written and the segment closed in good order. After <see cref="Stop"/>.
    /// </summary>
    public bool ClosedCleanly { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Writes what is left, closes the segment and ends. The engine thread must have stopped.</summary>
    public void Stop()
    {
        _stopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    /// <summary>Stops and frees the buffers.</summary>
    public void Dispose()
    {
        Stop();
        _writer.Dispose();
        _batch.Dispose();
    }

    private void Run()
    {
        try
        {
            CopyUntilStopped();
            if (_position == _ring.WrittenPosition)
            {
                _writer.WriteMark(FrameType.Close);
                ClosedCleanly = true;
            }
        }
        catch (Exception e)
        {
            // The thread's outermost frame: whatever went wrong, nothing after it can be trusted to reach the disk.
            _failStop.Fail("The journal could not be written", e, _clock.NowNanos());
        }
    }

    private void CopyUntilStopped()
    {
        var idleRounds = 0;
        while (true)
        {
            if (TryCopyBatch())
            {
                idleRounds = 0;
                Gather();
                continue;
            }

            // What is still there now waits for a spare segment; without one it stays in the ring.
            if (_stopping && (_position == _ring.WrittenPosition || _spares.LastError is not null))
            {
                return;
            }

            if (++idleRounds == HeartbeatRounds && _writer.NeedsVoucher)
            {
                Vouch();
            }

            Wait(idleRounds);
        }
    }

    /// <summary>Lets the next group grow, unless the ring fills or the end is near.</summary>
    private void Gather()
    {
        if (_gathers && !_stopping && _ring.UnsyncedBytes < _ring.Capacity / GatherRingShare)
        {
            _ = Libc.SleepMicros(GatherMicros);
        }
    }

    private bool TryCopyBatch()
    {
        var end = _ring.WrittenPosition;
        if (_position == end)
        {
            return false;
        }

        _batch.Clear();
        var position = _position;
        JournalRecord* record;
        while ((record = _ring.RecordAt(ref position, end)) != null && _batch.TryAdd(record, _writer.BatchRoom))
        {
            position += record->Length;
        }

        if (_batch.RecordCount == 0 && record != null)
        {
            return TryRoll();
        }

        _ring.RaiseCopied(position);
        if (_batch.RecordCount > 0)
        {
            _writer.Write(_batch);
        }

        _ring.RaiseSynced(position, _writer.LastSequence);
        _position = position;
        return true;
    }

    private void Vouch()
    {
        if (_writer.BatchRoom >= JournalFrame.Bytes)
        {
            _writer.WriteMark(FrameType.Batch);
        }
        else
        {
            TryRoll();
        }
    }

    private bool TryRoll()
    {
        var spare = _spares.TryTake();
        if (spare is null)
        {
            return false;
        }

        _writer.WriteMark(FrameType.End);
        var header = _writer.NextHeader(_clock.NowNanos());
        _writer.Dispose();
        _writer = SegmentWriter.Begin(spare, header, _disk, _clock, _counters);
        _writer.Publish(_directory);
        return true;
    }

    private static void Wait(int idleRounds)
    {
        if (idleRounds < SpinRounds)
        {
            Thread.SpinWait(20);
        }
        else
        {
            _ = Libc.SleepMicros(idleRounds < HeartbeatRounds ? 50u : idleRounds < SlowRounds ? 250u : 1000u);
        }
    }
}
