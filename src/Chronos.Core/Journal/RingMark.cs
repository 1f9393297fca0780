namespace Chronos.Core.Journal;

/// <summary>
/// Reads from another process how far a ring has been written: a number to measure against, never a reason to read on.
/// One thread at a time.
/// </summary>
internal sealed class RingMark(string path)
{
    /// <summary>Last sequence written by whoever has the ring; 0 while nobody has.</summary>
    public long ReadWritten()
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> page = stackalloc byte[256];
            return RandomAccess.Read(file, page, 0) == page.Length && BitConverter.ToUInt64(page) == RingLayout.MagicWord
                ? BitConverter.ToInt64(page[136..])
                : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
