using Chronos.Core.Journal;

namespace Chronos.Host.Audit;

/// <summary>A journal held shut while it is read: nobody may open it, and nobody has it open.</summary>
internal sealed class ClosedJournal : IDisposable
{
    private readonly JournalLock? _lock;

    private ClosedJournal(string directory, JournalLock? held)
    {
        Directory = directory;
        _lock = held;
    }

    /// <summary>Full path of the directory.</summary>
    public string Directory { get; }

    /// <summary>
    /// Holds a journal. A directory that is missing or holds no journal is wrong input; one that an engine has open is
    /// refused with <see cref="ExitCode.CouldNotRun"/>. Nothing is created: a directory without a lock file is read as it is.
    /// </summary>
    public static ClosedJournal Open(string path)
    {
        var directory = Path.GetFullPath(path);
        if (!System.IO.Directory.Exists(directory))
        {
            throw CliException.Input($"{path}: no such directory");
        }

        if (JournalFiles.Segments(directory).Length == 0)
        {
            throw CliException.Input($"{path}: holds no journal");
        }

        if (!File.Exists(Path.Combine(directory, JournalFiles.LockName)))
        {
            return new ClosedJournal(directory, null);
        }

        var held = JournalLock.TryTake(directory)
            ?? throw new CliException(ExitCode.CouldNotRun, $"{path}: an engine has this journal open; stop it or copy the directory");
        return new ClosedJournal(directory, held);
    }

    /// <inheritdoc />
    public void Dispose() => _lock?.Dispose();
}
