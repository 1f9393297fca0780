using System.Globalization;
using System.Text;
using System.Text.Json;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary>
/// Turns a JSON body into an operator's command, field by field; the first thing that does not fit is the refusal. Whether
/// the command makes sense is left to the engine. One body, one use.
/// </summary>
internal sealed class ControlReader
{
    private static readonly string[] Names =
        ["scope", "reason", "operator", "idempotencyKey", "createdAtNanos", "mac", "confirms", "breaker", "policy"];

    private readonly JsonFields _fields;
    private Refusal? _refusal;

    private ControlReader(JsonFields fields) => _fields = fields;

    /// <summary>Largest body of an action; a policy to load comes as a JSON string, in which quotes and line ends take two bytes.</summary>
    public static int BodyBytesMax(CommandAction action) =>
        ProposalReader.BodyBytesMax + (action == CommandAction.LoadPolicy ? 2 * PolicyFile.BytesMax : 0);

    /// <summary>Reads a body; null when it fits. The policy is the one to load, for that action alone.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> body, CommandAction action, out OperatorCommand command, out Policy? policy)
    {
        command = default;
        policy = null;
        if (JsonFields.Read(body, Names, out var refusal) is not { } fields)
        {
            return refusal;
        }

        var reader = new ControlReader(fields);
        command = reader.ReadCommand(action);
        policy = action == CommandAction.LoadPolicy
            ? reader.ReadPolicy()
            : reader.RefuseIfPresent("policy", CommandAction.LoadPolicy);
        if (policy is not null)
        {
            command = command.Loading(policy);
        }

        reader.ReadMac(ref command);
        return reader._refusal;
    }

    private OperatorCommand ReadCommand(CommandAction action)
    {
        var scopeText = Text("scope");
        var reason = Text("reason");
        var name = Text("operator");
        var key = Number("idempotencyKey", ulong.MaxValue);
        var createdAt = Number("createdAtNanos", long.MaxValue);
        var confirms = _fields["confirms"].Type == JsonTokenType.None ? 0 : Number("confirms", ulong.MaxValue);
        var breaker = ReadBreaker(action);
        if (!ScopeName.TryParse(scopeText, out var scope, out var scopeName))
        {
            Refuse(ReasonCode.ValueUnknown, "scope", "must be global, venue:NAME, strategy:NAME or instrument:SYMBOL");
        }

        if (_refusal is not null)
        {
            return default;
        }

        try
        {
            return OperatorCommand.Create(action, name, reason, key, scope, scopeName) with
            {
                CreatedAtNanos = (long)createdAt,
                Confirms = confirms,
                Breaker = breaker,
            };
        }
        catch (ArgumentException e)
        {
            Refuse(
                ReasonCode.ValueUnknown,
                e.ParamName switch { "operatorName" => "operator", "scopeName" => "scope", _ => "reason" },
                "is empty, too long, or not printable ASCII");
            return default;
        }
    }

    private BreakerKind ReadBreaker(CommandAction action)
    {
        if (action != CommandAction.ClearBreaker)
        {
            RefuseIfPresent("breaker", CommandAction.ClearBreaker);
            return BreakerKind.None;
        }

        var text = Text("breaker");
        if (Enum.GetNames<BreakerKind>().Contains(text) && text != nameof(BreakerKind.None))
        {
            return Enum.Parse<BreakerKind>(text);
        }

        Refuse(ReasonCode.ValueUnknown, "breaker", "is no breaker");
        return BreakerKind.None;
    }

    private Policy? ReadPolicy()
    {
        var text = Text("policy");
        if (_refusal is not null)
        {
            return null;
        }

        try
        {
            return PolicyFile.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (PolicyException e)
        {
            Refuse(ReasonCode.ValueUnknown, "policy", e.Message);
            return null;
        }
    }

    private void ReadMac(ref OperatorCommand command)
    {
        var text = Text("mac");
        var mac = new byte[CommandMac.Length];
        if (text.Length != 2 * CommandMac.Length
            || Convert.FromHexString(text, mac, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            Refuse(ReasonCode.ValueUnknown, "mac", $"must be {2 * CommandMac.Length} hex digits");
        }

        mac.CopyTo(command.Mac);
    }

    private string Text(string name)
    {
        var text = _fields.Text(name, out var refusal);
        _refusal ??= refusal;
        return text ?? "";
    }

    /// <summary>Digits, 1 to a maximum.</summary>
    private ulong Number(string name, ulong max)
    {
        var text = Text(name);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0 && number <= max)
        {
            return number;
        }

        Refuse(ReasonCode.NumberMalformed, name, $"must be digits, 1 to {max}");
        return 0;
    }

    private Policy? RefuseIfPresent(string name, CommandAction only)
    {
        if (_fields[name].Type != JsonTokenType.None)
        {
            Refuse(ReasonCode.FieldUnknown, name, $"goes with {CommandWord.Of(only)} alone");
        }

        return null;
    }

    private void Refuse(ReasonCode code, string field, string what) => _refusal ??= Refusal.Of(code, field, what);
}
