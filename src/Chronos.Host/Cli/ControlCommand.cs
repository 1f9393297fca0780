using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Signing;

namespace Chronos.Host.Cli;

/// <summary><c>chronos arm</c>, <c>reduce</c>, <c>halt</c>, <c>kill</c>: an operator's command to a running host.</summary>
internal static class ControlCommand
{
    public static Command Create(CommandAction action, string description)
    {
        var url = SharedOptions.Url();
        var scope = new Option<string>("--scope")
        {
            Description = "global, venue:NAME, strategy:NAME or instrument:SYMBOL.",
            DefaultValueFactory = _ => "global",
        };
        var reason = new Option<string>("--reason") { Required = true, Description = "Why; it is journaled." };
        var name = new Option<string>("--operator") { Required = true, Description = "Who commands." };
        var key = new Option<string>("--key") { Required = true, Description = "File with the operator's key." };
        var command = new Command(Word(action), description) { url, scope, reason, name, key };
        command.SetAction(async (parsed, stop) =>
        {
            var signed = Sign(
                action, parsed.GetValue(scope)!, parsed.GetValue(reason)!, parsed.GetValue(name)!, parsed.GetValue(key)!);
            using var client = new HostClient(parsed.GetValue(url)!);
            var (status, body) = await client
                .PostAsync($"/api/control/{Word(action)}", Body(in signed), stop).ConfigureAwait(false);
            if (parsed.GetValue(SharedOptions.Json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(body);
            }
            else if (status == HttpStatusCode.OK)
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{Word(action)} {parsed.GetValue(scope)}: done");
            }

            return status == HttpStatusCode.OK
                ? ExitCode.Done
                : throw new CliException(ExitCode.CheckFailed, Answer.Problem(status, body));
        });
        return command;
    }

    private static OperatorCommand Sign(CommandAction action, string scopeText, string reason, string name, string keyPath)
    {
        if (!ScopeName.TryParse(scopeText, out var scope, out var scopeName))
        {
            throw CliException.Input($"--scope: '{scopeText}' is not global, venue:NAME, strategy:NAME or instrument:SYMBOL");
        }

        try
        {
            var key = OperatorKeyFile.Read(keyPath);
            var command = OperatorCommand.Create(action, name, reason, NewIdempotencyKey(), scope, scopeName);
            command.CreatedAtNanos = new SystemClock().NowNanos();
            return command.SignedWith(key);
        }
        catch (SealKeyFileException e)
        {
            throw CliException.Input($"--key: {e.Message}");
        }
        catch (ArgumentException e)
        {
            var option = e.ParamName switch { "operatorName" => "--operator", "scopeName" => "--scope", _ => "--reason" };
            throw CliException.Input($"{option}: is empty, too long, or not printable ASCII");
        }
    }

    /// <summary>A command is one command however often it is sent; two calls are two commands.</summary>
    private static ulong NewIdempotencyKey() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private static string Body(in OperatorCommand command)
    {
        var signed = command;
        return JsonLine.Of(w =>
        {
            w.WriteString("scope", ScopeName.Format(signed.Scope, signed.ScopeName));
            w.WriteString("reason", signed.Reason);
            w.WriteString("operator", signed.Operator);
            w.WriteString("idempotencyKey", signed.IdempotencyKey.ToString(CultureInfo.InvariantCulture));
            w.WriteString("createdAtNanos", signed.CreatedAtNanos.ToString(CultureInfo.InvariantCulture));
            w.WriteString("mac", Convert.ToHexStringLower(signed.Mac));
        });
    }

    private static string Word(CommandAction action) => action.ToString().ToLowerInvariant();
}
