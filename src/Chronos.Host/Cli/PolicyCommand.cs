using System.CommandLine;
using System.Text.Json;
using Chronos.Core.Policies;

namespace Chronos.Host.Cli;

/// <summary><c>chronos policy check, diff, test</c>: everything wrong with a policy file, and what a change of it does.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The policy." };
        var check = new Command("check", "Reads a policy and prints every error in it, and limits that can never bind.") { file };
        check.SetAction(parsed => Check(
            parsed.GetValue(file)!, parsed.GetValue(SharedOptions.Json), parsed.InvocationConfiguration.Output));
        return new Command("policy", "Works on policy files.") { check, PolicyDiffCommand.Create(), PolicyTestCommand.Create() };
    }

    private static int Check(string path, bool json, TextWriter output)
    {
        try
        {
            var policy = Files.ReadPolicy(path);
            var findings = PolicyReview.Of(policy);
            output.WriteLine(json ? JsonLine.Of(w => Describe(w, policy, findings)) : Describe(path, policy));
            foreach (var finding in json ? [] : findings)
            {
                output.WriteLine($"{path}: warning: {finding}");
            }

            return ExitCode.Done;
        }
        catch (PolicyException e)
        {
            if (json)
            {
                output.WriteLine(JsonLine.Of(w => Describe(w, e.Errors)));
            }
            else
            {
                foreach (var error in e.Errors)
                {
                    output.WriteLine($"{path}: {error}");
                }
            }

            return ExitCode.CheckFailed;
        }
    }

    private static string Describe(string path, Policy policy) =>
        $"{path}: valid: policy '{policy.Name}' version {policy.Version}, {policy.Instruments.Count} instruments, "
        + $"{policy.Strategies.Count} strategies, {policy.Mandates.Count} mandates, hash {Convert.ToHexStringLower(policy.Hash)}";

    private static void Describe(Utf8JsonWriter w, Policy policy, IReadOnlyList<string> findings)
    {
        w.WriteBoolean("valid", true);
        w.WriteString("name", policy.Name);
        w.WriteNumber("version", policy.Version);
        w.WriteString("hash", Convert.ToHexStringLower(policy.Hash));
        w.WriteStartArray("errors");
        w.WriteEndArray();
        w.WriteStartArray("warnings");
        foreach (var finding in findings)
        {
            w.WriteStringValue(finding);
        }

        w.WriteEndArray();
    }

    private static void Describe(Utf8JsonWriter w, IReadOnlyList<string> errors)
    {
        w.WriteBoolean("valid", false);
        w.WriteStartArray("errors");
        foreach (var error in errors)
        {
            w.WriteStringValue(error);
        }

        w.WriteEndArray();
    }
}
