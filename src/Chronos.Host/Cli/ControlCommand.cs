using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Signing;

namespace Chronos.Host.Cli;

/// <summary><c>chronos arm</c>, <c>halt</c>, <c>load-policy</c> and the others: an operator's command to a running host.</summary>
internal static class ControlCommand
{
    /// <summary>The verb of an action, with the options that action has.</summary>
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
        var confirms = new Option<ulong>("--confirms") { Description = "The waiting command of another operator this one confirms." };
        var breaker = new Option<BreakerKind>("--breaker") { Required = true, Description = "The breaker to clear." };
        var policy = new Argument<string>("FILE") { Description = "The policy to load." };
        var command = new Command(CommandWord.Of(action), description) { url, reason, name, key };
        if (action != CommandAction.LoadPolicy)
        {
            command.Add(scope);
        }

        if (action is CommandAction.Arm or CommandAction.Reduce or CommandAction.ClearBreaker or CommandAction.EnableStrategy or CommandAction.LoadPolicy)
        {
            command.Add(confirms);
        }

        if (action == CommandAction.ClearBreaker)
        {
            command.Add(breaker);
        }
        else if (action == CommandAction.LoadPolicy)
        {
            command.Add(policy);
        }

        command.SetAction(async (parsed, stop) =>
        {
            var loaded = action == CommandAction.LoadPolicy ? ReadPolicy(parsed.GetValue(policy)!) : null;
            var unsigned = Build(action, parsed.GetValue(scope) ?? "global", parsed.GetValue(reason)!, parsed.GetValue(name)!);
            unsigned.Confirms = parsed.GetValue(confirms);
            unsigned.Breaker = parsed.GetValue(breaker);
            var signed = Sign(loaded is null ? unsigned : unsigned.Loading(loaded), parsed.GetValue(key)!);
            using var client = new HostClient(parsed.GetValue(url)!);
            var (status, body) = await client
                .PostAsync($"/api/control/{CommandWord.Of(action)}", Body(in signed, loaded), stop).ConfigureAwait(false);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.Accepted))
            {
                throw new CliException(ExitCode.CheckFailed, Answer.Problem(status, body));
            }

            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json) ? body : Describe(body));
            return ExitCode.Done;
        });
        return command;
    }

    private static Policy ReadPolicy(string path)
    {
        try
        {
            return PolicyFile.Read(path);
        }
        catch (PolicyException e)
        {
            throw CliException.Input($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"{path}: {e.Message}");
        }
    }

    private static OperatorCommand Build(CommandAction action, string scopeText, string reason, string name)
    {
        if (!ScopeName.TryParse(scopeText, out var scope, out var scopeName))
        {
            throw CliException.Input($"--scope: '{scopeText}' is not global, venue:NAME, strategy:NAME or instrument:SYMBOL");
        }

        try
        {
            var command = OperatorCommand.Create(action, name, reason, NewIdempotencyKey(), scope, scopeName);
            command.CreatedAtNanos = new SystemClock().NowNanos();
            return command;
        }
        catch (ArgumentException e)
        {
            var option = e.ParamName switch { "operatorName" => "--operator", "scopeName" => "--scope", _ => "--reason" };
            throw CliException.Input($"{option}: is empty, too long, or not printable ASCII");
        }
    }

    private static OperatorCommand Sign(OperatorCommand command, string keyPath)
    {
        try
        {
            return command.SignedWith(OperatorKeyFile.Read(keyPath));
        }
        catch (SealKeyFileException e)
        {
            throw CliException.Input($"--key: {e.Message}");
        }
    }

    private static string Describe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var answer = json.RootElement;
        var what = $"{answer.GetProperty("action")} {answer.GetProperty("scope")}";
        if (answer.TryGetProperty("confirms", out var key))
        {
            return $"{what}: waits for a second operator, who confirms it with --confirms {key}";
        }

        return answer.TryGetProperty("flatten", out var flatten)
            ? $"{what}: done, {flatten.GetProperty("passed")} of {flatten.GetProperty("proposals")} proposals pass, "
                + $"{flatten.GetProperty("withoutMandate")} positions without a mandate"
            : $"{what}: done";
    }

    /// <summary>A command is one command however often it is sent; two calls are two commands.</summary>
    private static ulong NewIdempotencyKey() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private static string Body(in OperatorCommand command, Policy? policy)
    {
        var signed = command;
        return JsonLine.Of(w =>
        {
            w.WriteString("scope", ScopeName.Format(signed.Scope, signed.ScopeName));
            w.WriteString("reason", signed.Reason);
            w.WriteString("operator", signed.Operator);
            w.WriteString("idempotencyKey", signed.IdempotencyKey.ToString(CultureInfo.InvariantCulture));
            w.WriteString("createdAtNanos", signed.CreatedAtNanos.ToString(CultureInfo.InvariantCulture));
            if (signed.Confirms != 0)
            {
                w.WriteString("confirms", signed.Confirms.ToString(CultureInfo.InvariantCulture));
            }

            if (signed.Breaker != BreakerKind.None)
            {
                w.WriteString("breaker", signed.Breaker.ToString());
            }

            if (policy is not null)
            {
                w.WriteString("policy", policy.Source);
            }

            w.WriteString("mac", Convert.ToHexStringLower(signed.Mac));
        });
    }
}
