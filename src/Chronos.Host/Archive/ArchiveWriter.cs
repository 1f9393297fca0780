using Chronos.Core.Journal;
using Chronos.Host.Export;
using Npgsql;

namespace Chronos.Host.Archive;

/// <summary>
/// Archives a running journal from a thread of its own: it reads what is synced from the segments, decides it again and writes
/// the rows. The engine waits for it nowhere. While the database cannot be reached it holds one batch and reads no further.
/// </summary>
/// <remarks>
/// Each run reads the journal from its beginning, because rows follow from books; what the database has already is not sent again.
/// </remarks>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly string _directory;
    private readonly Func<long> _synced;
    private readonly ArchiveOptions _options;
    private readonly Action<string> _tell;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<ExportRow> _batch = [];
    private PostgresArchive? _archive;
    private string? _engine;
    private string? _trouble;
    private long _read;
    private long _archived;
    private long _deadlineMillis = long.MaxValue;

    /// <summary>An archive of the journal in a directory, up to what <paramref name="synced"/> says is on disk.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="synced">The last sequence that is on disk; read from the archive's thread.</param>
    /// <param name="options">Where to, and how.</param>
    /// <param name="tell">Told of trouble with the database and of its end, from the archive's thread.</param>
    public ArchiveWriter(string directory, Func<long> synced, ArchiveOptions options, Action<string> tell)
    {
        _directory = directory;
        _synced = synced;
        _options = options;
        _tell = tell;
        _thread = new Thread(Run) { Name = "chronos-archive", IsBackground = true, Priority = ThreadPriority.BelowNormal };
    }

    /// <summary>The last sequence that is in the database; any thread.</summary>
    public long Archived => Volatile.Read(ref _archived);

    /// <summary>Why it has ended before its time; null while it runs or after a stop. Any thread.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Archives what is synced within the time for it, and ends. True when nothing synced is missing.</summary>
    public bool Stop()
    {
        Volatile.Write(ref _deadlineMillis, Environment.TickCount64 + _options.StopMillis);
        _stop.Cancel();
        _thread.Join();
        return Failure is null && Archived >= _synced();
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
            using var rows = new AuditRows();
            var marks = new Watermarks(0);
            using var reader = new JournalReader(_directory, 1, marks);
            while (MayGoOn())
            {
                marks.RaiseSynced(_synced());
                if (!Read(reader, rows) && !_stop.IsCancellationRequested)
                {
                    _stop.Token.WaitHandle.WaitOne(_options.PollMillis);
                }
            }
        }
#pragma warning disable CA1031 // The thread's last line of defence: whatever ends the archive must not end the engine.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            _tell($"archive: ended: {e.Message}");
        }
    }

    /// <summary>Until stopped; then until nothing synced is missing or the time for it is over.</summary>
    private bool MayGoOn() => !_stop.IsCancellationRequested
        || (Archived < _synced() && Environment.TickCount64 < Volatile.Read(ref _deadlineMillis));

    /// <summary>Reads until a batch is full or nothing is left, and writes it. False when nothing is left.</summary>
    private bool Read(JournalReader reader, AuditRows rows)
    {
        while (_batch.Count < _options.BatchRows && reader.TryRead(out var record))
        {
            var added = rows.Take(in record);
            if (_engine is null)
            {
                // The first record names the engine, and the database says from where on its rows are missing.
                var identity = rows.State.Identity;
                _engine = Convert.ToHexStringLower(identity.EngineId);
                Retry(archive => Volatile.Write(ref _archived, archive.LastSequence(_engine)));
            }

            _read = record.Sequence;
            if (record.Sequence > Archived)
            {
                _batch.AddRange(added);
            }
        }

        var isFull = _batch.Count >= _options.BatchRows;
        if (_read > Archived)
        {
            Retry(archive => archive.Write(_engine!, _batch, _read));
            if (_trouble is null)
            {
                Volatile.Write(ref _archived, _read);
                _batch.Clear();
            }
        }

        return isFull;
    }

    /// <summary>Tries until it succeeds or the time is over. What a lost answer leaves open is settled by writing again.</summary>
    private void Retry(Action<PostgresArchive> act)
    {
        while (true)
        {
            try
            {
                _archive ??= PostgresArchive.Open(_options.ConnectionString);
                act(_archive);
                Told(null);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                _archive?.Dispose();
                _archive = null;
                Told(e.Message);
            }

            if (!MayGoOn())
            {
                return;
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
        if (trouble is not null && _trouble is null)
        {
            _tell($"archive: {trouble}; tried again every {_options.RetryMillis} ms");
        }
        else if (trouble is null && _trouble is not null)
        {
            _tell("archive: goes on");
        }

        _trouble = trouble;
    }
}
