using System.Buffers;
using System.Text;

namespace Chronos.Core.Journal;

/// <summary>
/// The engine's lasting name: 16 random bytes, drawn at the first open and kept as hexadecimal in a file beside the
/// segments. Every segment and ring carries it, so that files of another engine are refused.
/// </summary>
internal static class EngineIdentity
{
    /// <summary>
    /// The recorded id, or null when there is none yet. A file with any other byte in it is refused as foreign.
    /// </summary>
    public static byte[]? TryRead(string directory)
    {
        var path = Path.Combine(directory, JournalFiles.EngineIdName);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllBytes(path);
        var id = new byte[RunIdentity.IdBytes];
        return Convert.FromHexString(text.AsSpan(0, Math.Min(text.Length, 2 * RunIdentity.IdBytes)), id, out _, out var length) == OperationStatus.Done
            && length == id.Length
            && text.AsSpan().SequenceEqual(TextOf(id))
                ? id
                : throw new JournalRefusedException(RecoveryVerdict.Foreign, $"{path} does not hold an engine id.");
    }

    /// <summary>Records an id: written beside, synced, renamed, directory synced.</summary>
    public static byte[] Create(string directory, byte[] id, IDisk disk)
    {
        JournalFiles.WriteWhole(Path.Combine(directory, JournalFiles.EngineIdName), TextOf(id), disk);
        return id;
    }

    /// <summary>This boot of the machine; zeros where the system does not tell.</summary>
    public static byte[] ReadBootId()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(path) && Guid.TryParse(File.ReadAllText(path).Trim(), out var boot)
            ? boot.ToByteArray(bigEndian: true)
            : new byte[RunIdentity.IdBytes];
    }

    private static byte[] TextOf(byte[] id) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(id) + "\n");
}
