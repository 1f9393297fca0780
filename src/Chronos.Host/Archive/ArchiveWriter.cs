using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Host.Export;
using Npgsql;

namespace Chronos.Host.Archive;

/// <summary>
/// Archives a running journal from a thread of its own: it reads what is synced from the segments, decides it again and writes
/// the rows. The engine waits for it nowhere. While the database cannot be reached it holds one batch and reads no further.
/// </summary>
/// <remarks>
/// Rows follow from books. Each run takes them from the newest good snapshot the database has come past, and what the books do
/// not say about orders under way from the rows of their approvals; without such a snapshot it reads the journal from its
/// beginning. What the database has already is not sent again. Where it holds less than it did, this begins anew there.
/// </remarks>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly string _directory;
    private readonly Func<long> _synced;
    private readonly ArchiveOptions _options;
    private readonly ArchiveProgress _progress;
    private readonly Action<string> _tell;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<ExportRow> _batch = [];
    private PostgresArchive? _archive;
    private long _read;
    private long _deadlineMillis = long.MaxValue;

    /// <summary>An archive of the journal in a directory, up to what <paramref name="synced"/> says is on disk.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="synced">The last sequence that is on disk; read from the archive's thread.</param>
    /// <param name="options">Where to, and how.</param>
    /// <param name="progress">Where it tells how it is doing.</param>
    /// <param name="tell">Told of trouble with the database and of its end, from the archive's thread.</param>
    public ArchiveWriter(string directory, Func<long> synced, ArchiveOptions options, ArchiveProgress progress, Action<string> tell)
    {
        _directory = directory;
        _synced = synced;
        _options = options;
        _progress = progress;
        _tell = tell;
        _thread = new Thread(Run) { Name = "chronos-archive", IsBackground = true, Priority = ThreadPriority.BelowNormal };
    }

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Archives what is synced within the time for it, and ends. True when nothing synced is missing.</summary>
    public bool Stop()
    {
        Volatile.Write(ref _deadlineMillis, Environment.TickCount64 + _options.StopMillis);
        _stop.Cancel();
        _thread.Join();
        return _progress.Failure is null && _progress.Archived >= _synced();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            Stop();
        }

        _archive?.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            while (MayGoOn())
            {
                Follow();
            }
        }
#pragma warning disable CA1031 // The thread's last line of defence: whatever ends the archive must not end the engine.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _progress.Failure = e.Message;
            _tell($"archive: ended: {e.Message}");
        }
    }

    /// <summary>Until stopped; then until nothing synced is missing or the time for it is over.</summary>
    private bool MayGoOn() => !_stop.IsCancellationRequested
        || (_progress.Archived < _synced() && Environment.TickCount64 < Volatile.Read(ref _deadlineMillis));

    /// <summary>Archives from where the database is, until the time is over or the database holds less than it did.</summary>
    private void Follow()
    {
        var engineId = EngineIdentity.TryRead(_directory) ?? throw new InvalidDataException($"{_directory} has no {JournalFiles.EngineIdName}");
        var engine = Convert.ToHexStringLower(engineId);

        // What lies behind the snapshot this begins with stays until it stands where the database does.
        _progress.ArchivedSequence = 0;
        _batch.Clear();
        if (!Retry(archive => _progress.Archived = archive.LastSequence(engine)) || Begin(engineId, engine) is not { } begun)
        {
            return;
        }

        using var rows = begun;
        _read = rows.State.Sequence;
        var marks = new Watermarks(0);
        using var reader = new JournalReader(_directory, _read + 1, marks);
        while (MayGoOn())
        {
            marks.RaiseSynced(_synced());
            Read(reader, rows);
            var behind = _progress.Archived;
            var isWritten = true;
            if (_read > behind && !(Retry(archive => isWritten = archive.Write(engine, _batch, behind, _read)) && isWritten))
            {
                if (!isWritten)
                {
                    _tell($"archive: the database does not hold sequence {behind} any more, which it did; begins again where it stands");
                }

                return;
            }

            var isFull = _batch.Count >= _options.BatchRows;
            _batch.Clear();
            if (_read >= behind)
            {
                _progress.Archived = _read;
                _progress.ArchivedSequence = _read;
            }

            if (!isFull && !_stop.IsCancellationRequested)
            {
                _stop.Token.WaitHandle.WaitOne(_options.PollMillis);
            }
        }
    }

    /// <summary>Rows from the newest snapshot the database has come past, else from the first record; null when the time is over.</summary>
    private AuditRows? Begin(byte[] engineId, string engine)
    {
        var first = JournalReader.FirstSequence(_directory);
        var snapshots = new SnapshotDirectory(_directory, engineId, new DiskSync());
        var missing = 0L;
        foreach (var snapshot in snapshots.Good(_progress.Archived).TakeWhile(s => s.Sequence + 1 >= first))
        {
            var approvals = AuditRows.ApprovalsOfOrdersUnderWay(snapshot.State);
            Dictionary<long, ApprovedOrder> approved = [];
            if (!Retry(archive => approved = archive.Approved(engine, approvals)))
            {
                return null;
            }

            missing = approvals.FirstOrDefault(sequence => !approved.ContainsKey(sequence));
            if (missing == 0)
            {
                return new AuditRows(snapshot.State, approved);
            }
        }

        return first == 1 ? new AuditRows() : throw new InvalidDataException(
            $"the database holds engine {engine} up to sequence {_progress.Archived}"
            + (missing == 0 ? "" : $" without the order approved at {missing}, which is under way")
            + $", the journal begins with {first}, and no good snapshot lies between to go on from"
            + string.Concat(snapshots.Findings.Select(f => "; " + f.Message))
            + ". Bring the database or the removed segments back");
    }

    /// <summary>Reads until a batch is full or nothing is left.</summary>
    private void Read(JournalReader reader, AuditRows rows)
    {
        while (_batch.Count < _options.BatchRows && reader.TryRead(out var record))
        {
            var added = rows.Take(in record);
            _read = record.Sequence;
            if (_read > _progress.Archived)
            {
                _batch.AddRange(added);
            }
        }
    }

    /// <summary>
    /// Tries until it succeeds, or answers false when the time is over. What a lost answer leaves open is settled by writing
    /// again.
    /// </summary>
    private bool Retry(Action<PostgresArchive> act)
    {
        while (true)
        {
            try
            {
                _archive ??= PostgresArchive.Open(_options.ConnectionString);
                act(_archive);
                Told(null);
                return true;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                _archive?.Dispose();
                _archive = null;
                Told(e.Message);
            }

            if (!MayGoOn())
            {
                return false;
            }

            if (_stop.IsCancellationRequested)
            {
                Thread.Sleep(Math.Min(_options.RetryMillis, _options.PollMillis));
            }
            else
            {
                _stop.Token.WaitHandle.WaitOne(_options.RetryMillis);
            }
        }
    }

    private void Told(string? trouble)
    {
        if (trouble is not null && _progress.Trouble is null)
        {
            _tell($"archive: {trouble}; tried again every {_options.RetryMillis} ms");
        }
        else if (trouble is null && _progress.Trouble is not null)
        {
            _tell("archive: goes on");
        }

        _progress.Trouble = trouble;
    }
}
