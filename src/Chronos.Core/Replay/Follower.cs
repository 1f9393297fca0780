using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Core.Replay;

/// <summary>
/// Runs behind an engine: reads what it has recorded and synced, decides everything again by the same pipeline on books of
/// its own, and compares each record it makes with the one recorded. The first difference raises the alarm, which halts
/// the engine. Its books are for everybody who asks, so that the engine thread serves nobody; and from them it takes the
/// snapshots that make starts short.
/// </summary>
/// <remarks>
/// It reads segments and never the ring: what is in the ring alone may be gone after a power cut, and neither books that
/// others have seen nor a snapshot may hold what the journal then does not. So it is one sync behind. Its thread is its
/// own; <see cref="Status"/> is for any.
/// </remarks>
public sealed class Follower : IDisposable
{
    private const int BatchRecordsMax = 512;
    private const int YieldsMax = 100;

    // The writer vouches for its last batch after some 5 ms; looking more often costs system calls and finds nothing.
    private const uint OtherProcessIdleMicros = 2_000;

    // Looks in vain, of half a millisecond or two each, after which an audit disturbs nobody.
    private const int IdleLooksBeforeAudit = 20;

    private readonly FollowerSource _source;
    private readonly FollowerOptions _options;
    private readonly Replayer _replayer;
    private readonly SnapshotKeeper _snapshots;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private int _readers;
    private long _sequence;
    private long _timeNanos;
    private long _records;
    private long _decisions;
    private long _audits;
    private long _auditedSequence;
    private uint _recordCrc;
    private uint _epoch;
    private string? _alarm;
    private bool _isRunning;
    private bool _isIdle;
    private volatile bool _stopping;
    private bool _drains;

    internal Follower(FollowerSource source, FollowerOptions options, EngineState state, long snapshotSequence)
    {
        _source = source;
        _options = options;
        _replayer = new Replayer(state, keys: null);
        _sequence = state.Sequence;
        _timeNanos = state.NowNanos;
        _auditedSequence = state.Sequence;
        _snapshots = new SnapshotKeeper(source, options, state.Sequence) { LastSequence = snapshotSequence };
        _thread = new Thread(Run) { Name = "chronos-follower", IsBackground = true };
    }

    /// <summary>
    /// A follower of a journal that another process may be writing, from its newest good snapshot or, where there is none,
    /// from its beginning. It writes nothing. Throws <see cref="JournalRefusedException"/> when there is nothing it could
    /// begin with.
    /// </summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="onAlarm">Hears once of what was found wrong, on the follower's thread.</param>
    /// <param name="ringDirectory">Directory of the ring, which tells how far behind it is; null for the default one.</param>
    /// <param name="usesSnapshots">False to decide everything again from the beginning.</param>
    public static Follower Open(
        string directory, Action<string> onAlarm, string? ringDirectory = null, bool usesSnapshots = true)
    {
        var full = Path.GetFullPath(directory);
        var engineId = EngineIdentity.TryRead(full)
            ?? throw new JournalRefusedException(RecoveryVerdict.Foreign, $"{full} has no {JournalFiles.EngineIdName}");
        var disk = new DiskSync();
        var snapshot = usesSnapshots ? new SnapshotDirectory(full, engineId, disk).Good().FirstOrDefault() : null;
        var first = JournalReader.FirstSequence(full);
        if (snapshot is null && first > 1)
        {
            throw new JournalRefusedException(
                RecoveryVerdict.SnapshotBad, $"{full} begins with sequence {first} and no good snapshot goes before");
        }

        var ring = new RingMark(Recovery.RingPath(full, ringDirectory));
        var source = new FollowerSource
        {
            Reader = JournalReader.Follow(full, (snapshot?.Sequence ?? 0) + 1),
            Directory = full,
            EngineId = engineId,
            Disk = disk,
            Clock = new SystemClock(),
            Written = ring.ReadWritten,
            IdleMicros = OtherProcessIdleMicros,
            OnAlarm = onAlarm,
        };
        return new Follower(
            source, new FollowerOptions { TakesSnapshots = false }, snapshot?.State ?? new EngineState(), snapshot?.Sequence ?? 0);
    }

    /// <summary>Where it stands.</summary>
    public FollowerStatus Status
    {
        get
        {
            var sequence = Volatile.Read(ref _sequence);
            var lag = Math.Max(0, _source.Written() - sequence);
            return new FollowerStatus
            {
                IsRunning = Volatile.Read(ref _isRunning),
                Sequence = sequence,
                Records = Volatile.Read(ref _records),
                Decisions = Volatile.Read(ref _decisions),
                LagRecords = lag,
                LagNanos = lag == 0 ? 0 : Math.Max(0, _source.Clock.NowNanos() - Volatile.Read(ref _timeNanos)),
                IsIdle = Volatile.Read(ref _isIdle),
                Audits = Volatile.Read(ref _audits),
                SnapshotSequence = _snapshots.LastSequence,
                SnapshotFailure = _snapshots.Failure,
                RemovedSequence = _snapshots.RemovedSequence,
                Alarm = Volatile.Read(ref _alarm),
            };
        }
    }

    /// <summary>
    /// Reads from the books while they stand still between two batches. What is read must be copied: nothing of the state
    /// may be kept, and nothing changed. Any thread but the follower's.
    /// </summary>
    internal T Read<T>(Func<EngineState, T> read)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            lock (_gate)
            {
                return read(_replayer.State);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    /// <summary>SHA-256 over its books between two batches, lower-case hex. Any thread but the follower's.</summary>
    public string ReadStateHash() => Read(books => Convert.ToHexStringLower(books.Hash()));

    /// <summary>Begins to follow.</summary>
    public void Start()
    {
        Volatile.Write(ref _isRunning, true);
        _thread.Start();
    }

    /// <summary>
    /// Ends. With <paramref name="drains"/> only when everything that will come has been decided again, and with a snapshot
    /// of that, for the next start.
    /// </summary>
    public void Stop(bool drains = false)
    {
        _drains = drains;
        _stopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        _replayer.Dispose();
        _source.Reader.Dispose();
    }

    private void Run()
    {
        try
        {
            Follow();
        }
#pragma warning disable CA1031 // Whatever keeps it from comparing is as bad as a difference: nobody checks the engine any more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _alarm, $"following ended at sequence {Volatile.Read(ref _sequence)}: {failure.Message}");
        }

        Volatile.Write(ref _isRunning, false);
        if (_alarm is { } alarm)
        {
            _source.OnAlarm(alarm);
        }
    }

    private void Follow()
    {
        for (var idleLooks = 0; !IsAtEnd(idleLooks);)
        {
            var read = ReadBatch();
            Volatile.Write(ref _isIdle, read == 0);
            idleLooks = read == 0 ? idleLooks + 1 : 0;
            if (_alarm is null && IsAuditDue(idleLooks))
            {
                Audit();
            }

            if (_alarm is not null)
            {
                return;
            }

            if (read > 0)
            {
                _snapshots.TakeWhenDue(_replayer.State, _recordCrc, _epoch);
                LetReadersIn();
            }
            else if (!_stopping)
            {
                _ = Libc.SleepMicros(_source.IdleMicros);
            }
        }

        if (_drains)
        {
            _snapshots.TakeAtEnd(_replayer.State, _recordCrc, _epoch);
        }
    }

    private bool IsAtEnd(int idleLooks) => _stopping && (!_drains || (idleLooks > 0 && _sequence >= _source.End()));

    private bool IsAuditDue(int idleLooks) =>
        _sequence - _auditedSequence >= _options.AuditRecords
        || (_sequence > _auditedSequence && (idleLooks == IdleLooksBeforeAudit || (_stopping && idleLooks > 0)));

    private int ReadBatch()
    {
        var read = 0;
        lock (_gate)
        {
            var time = _timeNanos;
            while (read < BatchRecordsMax && (read == 0 || Volatile.Read(ref _readers) == 0) && _source.Reader.TryRead(out var record))
            {
                _replayer.Replay(in record);
                if (_replayer.FirstDifference is { } difference)
                {
                    Volatile.Write(ref _alarm, difference);
                    break;
                }

                _recordCrc = record.Crc;
                _epoch = record.Epoch;
                time = record.TimeNanos;
                read++;
            }

            Volatile.Write(ref _timeNanos, time);
            Volatile.Write(ref _records, _records + read);
            Volatile.Write(ref _decisions, _replayer.Decisions);
            Volatile.Write(ref _sequence, _sequence + read);
        }

        return read;
    }

    /// <summary>What is reserved against the seals that live, and every other total, counted anew.</summary>
    private void Audit()
    {
        _auditedSequence = _sequence;
        if (_replayer.State.FindInconsistency() is { } inconsistency)
        {
            Volatile.Write(ref _alarm, $"after record {_sequence} the books contradict themselves: {inconsistency}");
            return;
        }

        Volatile.Write(ref _audits, _audits + 1);
    }

    /// <summary>A lock goes to whoever comes first; without a pause that would always be this thread.</summary>
    private void LetReadersIn()
    {
        for (var i = 0; i < YieldsMax && Volatile.Read(ref _readers) > 0; i++)
        {
            Thread.Sleep(0);
        }
    }
}
