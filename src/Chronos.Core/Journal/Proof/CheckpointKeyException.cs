namespace Chronos.Core.Journal.Proof;

/// <summary>A checkpoint key file was refused. The message names the file and never repeats what it says.</summary>
public sealed class CheckpointKeyException : Exception
{
    /// <summary>A refusal with its reason and, where another exception led to it, that one.</summary>
    public CheckpointKeyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
