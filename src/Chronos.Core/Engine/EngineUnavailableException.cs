using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>An awaited call that the engine could not take or answer; nothing was decided unless the message says so.</summary>
public sealed class EngineUnavailableException(SubmitResult result, string message) : Exception(message)
{
    /// <summary>Busy or Stopped.</summary>
    public SubmitResult Result { get; } = result;
}
