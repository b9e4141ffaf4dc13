namespace Showdown.Tests.Benchmarks.Code;

/// <summary>Our own solutions to LiveCodeBench problems that lie in the mirror: a right one and a wrong one each.</summary>
internal static class LiveCodeBenchSolutions
{
    /// <summary>By method name; the body of the method.</summary>
    public static readonly (string Method, string Right, string Wrong)[] Functional =
    [
        (
            "finalPositionOfSnake(self, n, commands)",
            "d = {'UP': -n, 'DOWN': n, 'LEFT': -1, 'RIGHT': 1}\nreturn sum(d[c] for c in commands)",
            "d = {'UP': -n, 'DOWN': n, 'LEFT': -1, 'RIGHT': 1}\nreturn sum(d[c] for c in commands[1:])"
        ),
        (
            "winningPlayerCount(self, n, pick)",
            "most = Counter(tuple(p) for p in pick)\nreturn sum(any(k[0] == i and v > i for k, v in most.items()) for i in range(n))",
            "most = Counter(tuple(p) for p in pick)\nreturn sum(any(k[0] == i and v >= i for k, v in most.items()) for i in range(n))"
        ),
        (
            "maxEnergyBoost(self, energyDrinkA, energyDrinkB)",
            "a = b = pa = pb = 0\nfor x, y in zip(energyDrinkA, energyDrinkB):\n    a, b, pa, pb = max(a, pb) + x, max(b, pa) + y, a, b\nreturn max(a, b)",
            "a = b = 0\nfor x, y in zip(energyDrinkA, energyDrinkB):\n    a, b = max(a, b) + x, max(a, b) + y\nreturn max(a, b)"
        ),
        (
            "getFinalState(self, nums, k, multiplier)",
            "for _ in range(k):\n    i = nums.index(min(nums))\n    nums[i] *= multiplier\nreturn nums",
            "for _ in range(k):\n    i = len(nums) - 1 - nums[::-1].index(min(nums))\n    nums[i] *= multiplier\nreturn nums"
        ),
        (
            "checkTwoChessboards(self, coordinate1, coordinate2)",
            "return sum(map(ord, coordinate1 + coordinate2)) % 2 == 0",
            "return coordinate1[0] == coordinate2[0]"
        ),
        (
            "convertDateToBinary(self, date)",
            "return '-'.join(f'{int(p):b}' for p in date.split('-'))",
            "return '-'.join(f'{int(p):012b}' for p in date.split('-'))"
        ),
        (
            "generateKey(self, num1, num2, num3)",
            "return int(''.join(min(t) for t in zip(*(f'{n:04}' for n in (num1, num2, num3)))))",
            "return ''.join(min(t) for t in zip(*(f'{n:04}' for n in (num1, num2, num3))))"
        ),
        (
            "stringHash(self, s, k)",
            "return ''.join(chr(97 + sum(ord(c) - 97 for c in s[i:i + k]) % 26) for i in range(0, len(s), k))",
            "return ''.join(chr(97 + sum(ord(c) for c in s[i:i + k]) % 26) for i in range(0, len(s), k))"
        ),
        ("isBalanced(self, num)", "return sum(map(int, num[::2])) == sum(map(int, num[1::2]))", "return bool(num)"),
        ("minElement(self, nums)", "return min(sum(map(int, str(n))) for n in nums)", "return max(sum(map(int, str(n))) for n in nums)"),
        ("possibleStringCount(self, word)", "return 1 + sum(a == b for a, b in pairwise(word))", "return len(set(word))"),
        (
            "stringSequence(self, target)",
            "out, done = [], ''\nfor c in target:\n    out += [done + chr(x) for x in range(97, ord(c) + 1)]\n    done += c\nreturn out",
            "return [target[:i] for i in range(1, len(target) + 1)]"
        ),
        (
            "canAliceWin(self, n)",
            "turn, take = False, 10\nwhile n >= take:\n    n -= take\n    take -= 1\n    turn = not turn\nreturn turn",
            "return n % 2 == 1"
        ),
        (
            "constructTransformedArray(self, nums)",
            "return tuple(nums[(i + x) % len(nums)] for i, x in enumerate(nums))", // a tuple at the top counts as a list
            "return [nums[(i - x) % len(nums)] for i, x in enumerate(nums)]"
        ),
        (
            "countBalancedPermutations(self, num)",
            """
            count, total, n, mod = Counter(map(int, num)), sum(map(int, num)), len(num), 10 ** 9 + 7
            if total % 2: return 0
            half = n // 2
            @cache
            def ways(digit, places, left):
                if digit == 10: return int(places == 0 and left == 0)
                free = sum(count[d] for d in range(digit, 10))
                odd = free - places
                return sum(comb(places, k) * comb(odd, count[digit] - k) * ways(digit + 1, places - k, left - k * digit)
                           for k in range(min(count[digit], places) + 1) if count[digit] - k <= odd and k * digit <= left) % mod
            return ways(0, half, total // 2)
            """,
            "return len(set(permutations(num))) if len(num) < 6 else 0"
        ),
    ];

    /// <summary>By the beginning of the statement.</summary>
    public static readonly (string Statement, string Right, string Wrong)[] Scripts =
    [
        (
            "You are given an integer sequence A=(A_1,\\ldots,A_N) of length N. Here, A_1",
            "n = int(input())\na = list(map(int, input().split()))\nprint(a.index(sorted(a)[-2]) + 1)",
            "n = int(input())\na = list(map(int, input().split()))\nprint(a.index(max(a)) + 1)"
        ),
        (
            "You are given an integer Y between 1583 and 2023.",
            "y = int(input())\nprint(365 + (y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)))",
            "print(365 + (int(input()) % 4 == 0))"
        ),
        (
            "In the Kingdom of AtCoder, residents are required to shout",
            "a, b, c = map(int, input().split())\nwhile b != c:\n    if b == a: print('No'); exit()\n    b = (b + 1) % 24\nprint('Yes')",
            "a, b, c = map(int, input().split())\nprint('No' if b < a < c else 'Yes')"
        ),
        (
            "A real number X is given to the third decimal place.",
            "import sys\nprint(sys.stdin.readline().strip().rstrip('0').rstrip('.'))",
            "print(round(float(input()), 1))"
        ),
        (
            "There is a stack of N cards",
            "def main():\n    n, k = map(int, input().split())\n    a = input().split()\n    print(*a[-k:], *a[:-k])\nif __name__ == '__main__':\n    main()",
            "n, k = map(int, input().split())\na = input().split()\nprint(*a[k:], *a[:k])"
        ),
        (
            "There are three brothers named A, B, and C.",
            "ab, ac, bc = input().split()\nprint('A' if ab != ac else 'B' if ab == bc else 'C')",
            "print('B')"
        ),
        (
            "There are N buildings, Building 1",
            "n = int(input())\nh = list(map(int, input().split()))\nstack, out = [], [0] * n\nfor i in range(n - 1, -1, -1):\n    out[i] = len(stack)\n    while stack and stack[-1] < h[i]: stack.pop()\n    stack.append(h[i])\nprint(*out)",
            "n = int(input())\nprint(*range(n - 1, -1, -1))"
        ),
        (
            "You are given a string S consisting of lowercase English letters and ..",
            "print(input().replace('.', ''))",
            "print(input().replace('.', '', 1))"
        ),
        (
            "There are 12 strings S_1",
            "import sys\nprint(sum(len(line.strip()) == i for i, line in enumerate(sys.stdin, 1)))",
            "import sys\nprint(sum(len(line.strip()) == i for i, line in enumerate(sys.stdin)))"
        ),
        (
            "You are given two integer sequences A and B, each of length N.",
            "input()\nprint(max(map(int, input().split())) + max(map(int, input().split())))",
            "input()\nprint(max(map(sum, zip(map(int, input().split()), map(int, input().split())))))"
        ),
        (
            "KEYENCE has a culture of addressing everyone",
            "print('Yes' if input().endswith('san') else 'No')",
            "print('YES' if input().endswith('san') else 'NO')"
        ),
        (
            "You are given a string S of length 3 consisting of uppercase",
            "print('Yes' if sorted(input().strip()) == ['A', 'B', 'C'] else 'No')",
            "print('Yes' if input() == 'ABC' else 'No')"
        ),
        (
            "There are four balls, and the color of the i-th ball is A_i.",
            "print(sum(v // 2 for v in Counter(input().split()).values()))", // the protocol grants the imports
            "print(4 - len(set(input().split())))"
        ),
        (
            "You are given a three-digit integer N where each digit",
            "a, b, c = input().strip()\nprint(b + c + a, c + a + b)",
            "a, b, c = input().strip()\nprint(c + a + b, b + c + a)"
        ),
        (
            "Iroha has a sequence of positive integers",
            "print(*map(len, input().strip().strip('|').split('|')))",
            "print(*map(len, input().strip().split('|')))"
        ),
    ];
}
