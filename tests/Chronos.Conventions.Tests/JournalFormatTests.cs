using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Conventions.Tests;

/// <summary>What is written to journals keeps its numbers and sizes for ever.</summary>
public partial class JournalFormatTests
{
    private const string GoldenFile = "tests/Chronos.Conventions.Tests/Golden/enum-numbers.txt";

    private static readonly Assembly Core = typeof(ChronosEngine).Assembly;

    /// <summary>Structs that stand in records, frames and seals.</summary>
    public static TheoryData<Type, int> Sizes => new()
    {
        { typeof(Quote), 48 },
        { typeof(ExecutionReport), 80 },
        { typeof(AccountSnapshot), 48 },
        { typeof(ExternalVote), 80 },
        { typeof(ParkedExpiry), 16 },
        { typeof(TimerTick), 32 },
        { typeof(Ticker), 40 },
        { typeof(Depth), 176 },
        { typeof(DepthLevel), 16 },
        { typeof(OperatorCommand), 192 },
        { typeof(EngineStartInput), 72 },
        { typeof(EngineStopInput), 32 },
        { typeof(DecisionRecord), 136 },
        { typeof(ProposalFrame), 80 },
        { typeof(CancelFrame), 32 },
        { typeof(RefusalFrame), 80 },
        { typeof(FrameHeader), 8 },
        { typeof(ContextDigest), 12 },
        { typeof(SealBytes), 32 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void KeepsItsSize(Type type, int bytes) => Assert.Equal(bytes, SizeOf(type));

    /// <summary>A size named in the summary of a struct is the size it has.</summary>
    [Fact]
    public void DocumentedSizesAreTrue()
    {
        var offenders = new List<string>();
        var sized = 0;
        foreach (var file in Repository.Files("src/Chronos.Core", "*.cs"))
        {
            var match = SizedStruct().Match(File.ReadAllText(file));
            if (!match.Success)
            {
                continue;
            }

            sized++;
            var name = match.Groups["name"].Value;
            var type = Core.GetTypes().Single(t => t.Name == name && t.IsValueType);
            var stated = int.Parse(match.Groups["bytes"].Value, CultureInfo.InvariantCulture);
            if (SizeOf(type) != stated)
            {
                offenders.Add($"{Repository.Relative(file)} says {stated} bytes; it has {SizeOf(type)}");
            }
        }

        Assert.Empty(offenders);
        Assert.InRange(sized, 10, int.MaxValue);
    }

    /// <summary>
    /// New names may be added, here as well; a name that is listed keeps its number and is never taken away.
    /// </summary>
    [Fact]
    public void ListedNumbersStay()
    {
        var numbers = Numbers().ToDictionary(n => n.Name, n => n.Number);
        var offenders = Repository.Text(GoldenFile).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = "))
            .Where(pair => !numbers.TryGetValue(pair[0], out var number) || number != pair[1])
            .Select(pair => $"{pair[0]} was {pair[1]}, is {numbers.GetValueOrDefault(pair[0], "gone")}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void NoNumberHasTwoNames()
    {
        var offenders = Enums()
            .Where(t => Enum.GetNames(t).Length != Enum.GetValuesAsUnderlyingType(t).Cast<object>().Distinct().Count())
            .Select(t => t.FullName);

        Assert.Empty(offenders);
    }

    private static IEnumerable<Type> Enums() =>
        Core.GetTypes().Where(t => t is { IsEnum: true, IsNested: false }).OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Number)> Numbers() => Enums().SelectMany(t => Enum.GetNames(t).Select(name =>
        ($"{t.FullName}.{name}", Convert.ToString(Convert.ToInt64(Enum.Parse(t, name), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)!)));

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!
        .MakeGenericMethod(type).Invoke(null, null)!;

    [GeneratedRegex(
        @"/// <summary>(?:(?!</summary>)[\s\S])*?[.:](?:\s|///)+(?<bytes>\d+) bytes[,.](?:(?!</summary>)[\s\S])*?</summary>\n"
        + @"(?:///.*\n|\[.*\n)*(?:public|internal) (?:(?:readonly|unsafe|record|ref) )*struct (?<name>\w+)")]
    private static partial Regex SizedStruct();
}
