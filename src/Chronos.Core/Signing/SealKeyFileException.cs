namespace Chronos.Core.Signing;

/// <summary>
/// A key file was refused. The message names file, line and field, and never repeats what the file says.
/// </summary>
public sealed class SealKeyFileException : Exception
{
    /// <summary>A refusal with its reason and, where another exception led to it, that one.</summary>
    public SealKeyFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
