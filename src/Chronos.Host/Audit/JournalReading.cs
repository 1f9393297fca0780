using Chronos.Core.Journal;

namespace Chronos.Host.Audit;

/// <summary>Reads a closed journal. Bytes that are not the journal's fail the check; they are not our failure.</summary>
internal static class JournalReading
{
    /// <summary>Every record in order from one on, until <paramref name="isOver"/> says so.</summary>
    public static void Run(string directory, TakeRecord take, Func<bool>? isOver = null, long firstSequence = 1)
    {
        using var reader = JournalReader.Open(directory, firstSequence);
        try
        {
            while ((isOver is null || !isOver()) && reader.TryRead(out var record))
            {
                take(in record);
            }
        }
        catch (Exception e) when (e is JournalCorruptException or InvalidDataException)
        {
            throw new CliException(ExitCode.CheckFailed, e.Message);
        }
    }
}
