namespace Chronos.Core.Journal;

/// <summary>
/// Keeps a second process out of a data directory: an exclusive advisory lock, gone with the process that holds it.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    // What the system answers when another holder has the lock (EWOULDBLOCK).
    private const int HeldError = 11;

    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or null when somebody holds it. Other errors are thrown as they come.</summary>
    public static JournalLock? TryTake(string directory)
    {
        try
        {
            var path = Path.Combine(directory, JournalFiles.LockName);
            return new JournalLock(
                JournalFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) == HeldError)
        {
            return null;
        }
    }

    /// <summary>Lets go of the lock; the file stays.</summary>
    public void Dispose() => _file.Dispose();
}
