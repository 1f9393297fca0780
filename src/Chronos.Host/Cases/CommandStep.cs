using System.Text.Json;
using Chronos.Core.Commands;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>An operator arms, reduces, halts or kills a scope.</summary>
internal sealed record CommandStep(CommandAction Action, ScopeKind Scope, string Name) : CaseStep
{
    /// <inheritdoc />
    public override void Run(CaseStage stage) => stage.Command(Action, Scope, Name);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("command");
        writer.WriteString("action", Action.ToString());
        writer.WriteString("scope", ScopeName.Format(Scope, Name));
        writer.WriteEndObject();
    }
}
