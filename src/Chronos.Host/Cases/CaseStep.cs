using System.Text.Json;

namespace Chronos.Host.Cases;

/// <summary>Something that happens before a proposal: told to the engine as it would arrive.</summary>
internal abstract record CaseStep
{
    /// <summary>Lets it happen. Throws <see cref="CaseException"/> when the engine does not take it.</summary>
    public abstract void Run(CaseStage stage);

    /// <summary>Writes it as a case file has it.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
