namespace Chronos.Core.Model;

/// <summary>Whether the engine took an event. Nothing waits: back-pressure is an answer.</summary>
public enum SubmitResult
{
    /// <summary>Taken; a decision will follow.</summary>
    Accepted = 0,

    /// <summary>The ring is full; nothing was taken. Try again or give up.</summary>
    Busy,

    /// <summary>The engine is not running; nothing was taken.</summary>
    Stopped,

    /// <summary>It does not carry the MAC of a known approver; nothing was taken.</summary>
    Unauthorized,
}
