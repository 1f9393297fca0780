using System.Globalization;

namespace Chronos.Core.Journal;

/// <summary>
/// The mark an archiver leaves in a file: the sequence in decimal digits and a line feed, replaced whole. Anything else in
/// it counts as nothing archived.
/// </summary>
public sealed class ArchiveMarkFile(string path) : IArchiveMark
{
    /// <inheritdoc />
    public long ArchivedSequence
    {
        get
        {
            try
            {
                var text = File.ReadAllText(path);
                return text.EndsWith('\n')
                    && long.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                        ? sequence
                        : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>Raises the mark, whole and synced; whoever archives calls this once the archive is safe.</summary>
    public void Raise(long sequence) => JournalFiles.WriteWhole(
        Path.GetFullPath(path),
        System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence}\n")),
        new DiskSync());
}
